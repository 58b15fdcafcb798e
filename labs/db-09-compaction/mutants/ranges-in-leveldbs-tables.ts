import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "compactRange writes tables as long as LevelDB's, whatever was said",
  story: "The limits are used to pick, and forgotten where the tables are written.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "await compact(host, compactionOf(host.version, level, files, all), all);",
  replace: "await compact(host, compactionOf(host.version, level, files, all), limitsOf());",
} satisfies Mutant;
