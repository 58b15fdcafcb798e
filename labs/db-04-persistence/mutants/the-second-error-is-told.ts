import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where the removal of the half-made file fails, that is what is told",
  story:
    "A device that fails a write fails the removal as well. Nobody learns what went wrong first, and a rewrite that was to begin again does not.",
  step: "snapshot",
  file: "save-snapshot.ts",
  find: "    // It is left, and the next save removes it.",
  replace: "    throw new Error(`${path} could not be removed`);",
} satisfies Mutant;
