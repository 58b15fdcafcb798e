import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table belongs to the range if all of it is in there",
  story: "The keys at both ends stay where they are, with their tombstones.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "const isBefore = gte !== undefined && compareBytes(userKeyOf(largest), gte) < 0;",
  replace: "const isBefore = gte !== undefined && compareBytes(userKeyOf(smallest), gte) < 0;",
} satisfies Mutant;
