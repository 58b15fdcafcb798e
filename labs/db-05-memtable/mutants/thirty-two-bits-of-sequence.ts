import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sequence keeps its lowest 32 bits",
  story:
    "The number is taken apart by shifts, and a shift by 32 is none in JavaScript. All is well for " +
    "the first four billion writes; then the newest become the oldest.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: "  let high = (sequence - low) / TWO_32;",
  replace: "  let high = 0;",
} satisfies Mutant;
