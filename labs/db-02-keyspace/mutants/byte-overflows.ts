import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "A frequency grows beyond 255",
  story:
    "The bound of a byte, forgotten because a number in JavaScript has none. What is written " +
    "to a file as one byte later is 0 for the key that is used most.",
  step: "eviction",
  file: "eviction.ts",
  find: "if (frequency >= MAX_FREQUENCY) return frequency;",
  replace: "if (frequency > MAX_FREQUENCY + 64) return frequency;",
} satisfies Mutant;
