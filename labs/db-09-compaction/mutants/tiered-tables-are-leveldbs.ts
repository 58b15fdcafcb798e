import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "size-tiered writes tables as long as LevelDB's, whatever was said",
  story: "The limits are used to pick, and forgotten where the tables are written.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "return picked && ((host) => compact(host, picked, all));",
  replace: "return picked && ((host) => compact(host, picked, limitsOf()));",
} satisfies Mutant;
