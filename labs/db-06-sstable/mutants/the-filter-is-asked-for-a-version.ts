import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the filter is asked for the internal key",
  story: "It was told user keys, so it denies them all.",
  step: "table-reader",
  file: "table.ts",
  find: "mayContain(handle.offset, userKey)",
  replace: "mayContain(handle.offset, target)",
} satisfies Mutant;
