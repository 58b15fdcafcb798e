import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "in RESP3 a single popped member comes in a pair of its own",
  story:
    "ZPOPMIN with a count answers pairs in RESP3, and one is treated as a count of one. " +
    "Without a count Redis answers the member and its score flat, and clients take " +
    "reply[0] for the member.",
  step: "sorted-sets",
  file: "sorted-set-commands.ts",
  find: "session.protocol === 3 && countWord !== undefined",
  replace: "session.protocol === 3",
} satisfies Mutant;
