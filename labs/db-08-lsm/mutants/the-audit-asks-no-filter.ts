import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a filter that denies what is there is not found",
  story: "Gets lose keys, scans have them, every checksum is right: LevelDB issue 243.",
  step: "leveldb",
  file: "check-store.ts",
  find: "checkTable(file, FILTER)",
  replace: "checkTable(file)",
} satisfies Mutant;
