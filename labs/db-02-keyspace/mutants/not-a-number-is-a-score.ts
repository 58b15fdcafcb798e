import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the sum of inf and -inf is stored",
  story:
    "ZADD refuses nan as a word, and nobody thinks of the sum. NaN equals nothing, not " +
    "even itself: the member has no place in the order, can be found by no range and " +
    "removed by none.",
  step: "sorted-sets",
  file: "sorted-set-add.ts",
  find: [
    "  if (Number.isNaN(after)) {",
    '    throw new CommandError("ERR resulting score is not a number (NaN)");',
    "  }",
    "",
  ].join("\n"),
  replace: "",
} satisfies Mutant;
