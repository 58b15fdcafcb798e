import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the filter is asked for the internal key, which it denies or not as it likes",
  story: "A fault told for every key, or for none.",
  step: "damage",
  file: "check-table.ts",
  find: "mayContain(offset, userKeyOf(key))",
  replace: "mayContain(offset, key)",
} satisfies Mutant;
