import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a shortened separator keeps the tag of the key that it came from",
  story:
    "Of the same user key the greatest tag comes first. With another one the separator is behind entries of the next block that it should part.",
  step: "table-writer",
  file: "separator.ts",
  find: "key.set(FIRST_TAG, at + 1);",
  replace: "key.set(a.subarray(a.length - TAG_SIZE_BYTES), at + 1);",
} satisfies Mutant;
