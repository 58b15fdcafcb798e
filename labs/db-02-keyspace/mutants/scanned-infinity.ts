import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "ZSCAN writes an infinite score as JavaScript does",
  story:
    "Every other reply goes through the encoder, which knows inf. ZSCAN answers its " +
    "scores as bulk strings and makes them itself: Infinity, which a client's parser of " +
    "floats may or may not take.",
  step: "sorted-sets",
  file: "sorted-set-commands.ts",
  find: "Buffer.from(formatDouble(score))",
  replace: "Buffer.from(String(score))",
} satisfies Mutant;
