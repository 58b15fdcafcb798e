import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a line may be one byte longer than the limit",
  story:
    "The limit is held against the line's text, and the type byte before it is forgotten. " +
    "One byte does no harm here; the same slip where the limit is the size of a buffer " +
    "writes past its end.",
  step: "decode",
  file: "decode.ts",
  find: "(end < 0 ? input.end : end) - start > this.#limits.maxInlineBytes",
  replace: "(end < 0 ? input.end : end) - (start + 1) > this.#limits.maxInlineBytes",
} satisfies Mutant;
