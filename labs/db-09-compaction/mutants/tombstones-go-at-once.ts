import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deletion goes with the first merge",
  story:
    "The value that it hides lies two levels down, and comes back: the deleted customer gets " +
    "mail again.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "    return !(isDeletion && sequence <= oldestReadSequence && isBottom(userKeyOf(internalKey)));",
  replace: "    return !(isDeletion && sequence <= oldestReadSequence);",
} satisfies Mutant;
