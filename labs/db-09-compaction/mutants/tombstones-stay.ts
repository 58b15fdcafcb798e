import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deletion never goes",
  story:
    "A queue of which every message was deleted takes as much space as all messages ever had, " +
    "and a scan reads all of it.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "    return !(isDeletion && sequence <= oldestReadSequence && isBottom(userKeyOf(internalKey)));",
  replace: "    return !(isDeletion && sequence < 0 && isBottom(userKeyOf(internalKey)));",
} satisfies Mutant;
