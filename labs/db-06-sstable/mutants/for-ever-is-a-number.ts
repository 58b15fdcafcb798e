import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a restart interval may be infinite",
  story: "A division by zero in somebody's settings, and every search walks the whole block.",
  step: "blocks",
  file: "block-builder.ts",
  find: "Number.isInteger(restartInterval)",
  replace: "Math.floor(restartInterval) === restartInterval",
} satisfies Mutant;
