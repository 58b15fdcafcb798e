import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the ends of a table are compared without their sequences",
  story: "A table of yesterday with the same keys passes for the one of today.",
  step: "leveldb",
  file: "check-store.ts",
  find: "compareBytes(first, smallest) !== 0",
  replace: "compareBytes(userKeyOf(first), userKeyOf(smallest)) !== 0",
} satisfies Mutant;
