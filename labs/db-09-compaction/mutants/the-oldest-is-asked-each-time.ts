import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the oldest reader is asked for with each entry",
  story:
    "The reader goes in the middle of the merge, and others have come that see what is " +
    "dropped now; or the half of a key is kept that nobody needs.",
  step: "compact",
  file: "compact.ts",
  find: "      oldestReadSequence: host.oldestReadSequence,",
  replace: `      get oldestReadSequence() {
        return host.oldestReadSequence;
      },`,
} satisfies Mutant;
