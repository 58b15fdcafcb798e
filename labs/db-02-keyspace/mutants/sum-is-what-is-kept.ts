import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "ZINCRBY answers the score that is kept, not the sum",
  story: "They are the same but for one case: 0 added to -0 is 0, and what is kept stays -0.",
  step: "sorted-sets",
  file: "sorted-set-add.ts",
  find: "return lastScore === undefined ? nil : double(lastScore);",
  replace: "return lastScore === undefined ? nil : double(set.score(items.at(-1)!.member)!);",
} satisfies Mutant;
