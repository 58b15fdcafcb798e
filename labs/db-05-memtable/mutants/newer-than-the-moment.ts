import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what was written right after the moment is seen",
  story:
    "Is the sequence the last that is seen or the first that is not? One `>=` decides, and every " +
    "snapshot has one write too many or too few.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: `      if (sequenceOf(key) > this.#sequence) continue;
      if (skips`,
  replace: `      if (sequenceOf(key) > this.#sequence + 1) continue;
      if (skips`,
} satisfies Mutant;
