import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "with INCR, GT and LT compare the increment with the score",
  story:
    "GT is checked before INCR is applied, with what the client sent. ZADD GT INCR 1 on a " +
    "score of 4.5 is refused, because 1 is not greater than 4.5; what counts is that 5.5 " +
    "is.",
  step: "sorted-sets",
  file: "sorted-set-add.ts",
  find: [
    '  if (options.has("gt") && after <= before) return undefined;',
    '  if (options.has("lt") && after >= before) return undefined;',
  ].join("\n"),
  replace: [
    '  if (options.has("gt") && given <= before) return undefined;',
    '  if (options.has("lt") && given >= before) return undefined;',
  ].join("\n"),
} satisfies Mutant;
