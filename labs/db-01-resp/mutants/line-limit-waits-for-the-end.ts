import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a line that never ends is kept for ever",
  story:
    "The length of a line is known when its end is, so it is checked there. A peer that " +
    "never sends the end is never checked, and everything it sends is kept.",
  step: "decode",
  file: "decode.ts",
  find: "(end < 0 ? input.end : end) - start > this.#limits.maxInlineBytes",
  replace: "end - start > this.#limits.maxInlineBytes",
} satisfies Mutant;
