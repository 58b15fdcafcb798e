import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "ZRANGE by rank with REV turns the lowest members round",
  story:
    "Rank 0 is the highest with REV. The range is found from the lowest and then listed " +
    "backwards, so ZREVRANGE board 0 9 shows the ten worst. With the whole set, as in " +
    "most first tests, both are the same.",
  step: "sorted-sets",
  file: "sorted-set-range.ts",
  find: "return { start: set.size - end, end: set.size - start };",
  replace: "return { start, end };",
} satisfies Mutant;
