import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "GT passes over members that are not there yet",
  story:
    "What is not there is not greater than anything, so GT seems to need a score to " +
    "compare with. Redis adds newcomers, and XX GT is how one asks for the other: a board " +
    "of best results that begins empty stays empty.",
  step: "sorted-sets",
  file: "sorted-set-add.ts",
  find: '  if (before === undefined) return options.has("xx") ? undefined : given;',
  replace: [
    '  const needsOne = options.has("xx") || options.has("gt") || options.has("lt");',
    "  if (before === undefined) return needsOne ? undefined : given;",
  ].join("\n"),
} satisfies Mutant;
