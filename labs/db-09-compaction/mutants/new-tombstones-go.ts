import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deletion at the bottom goes, also where it is newer than a reader",
  story: "The snapshot has the value and keeps it, and so the value comes back for everybody.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "isDeletion && sequence <= oldestReadSequence && isBottom",
  replace: "isDeletion && isBottom",
} satisfies Mutant;
