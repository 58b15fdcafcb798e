import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "REV is taken where the command's name has said the direction",
  story:
    "An option that changes nothing does no harm, it seems. But ZREVRANGE REV reads as " +
    "the reverse of the reverse, and Redis refuses what can be read in two ways.",
  step: "sorted-sets",
  file: "sorted-set-range.ts",
  find: 'word === "rev" && options.isReverse === undefined',
  replace: 'word === "rev"',
} satisfies Mutant;
