import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after an error the decoder goes on as if nothing had been",
  story:
    "The error was reported, so it is cleared. RESP has no mark to find the next frame by: " +
    "what follows is read from a place that is a guess, and a reply that was data a moment " +
    "ago becomes an answer. The caller who catches errors in a loop never learns it.",
  step: "decode",
  file: "decode.ts",
  find: "    if (this.#failure !== undefined) throw this.#failure;",
  replace: [
    "    const failure = this.#failure;",
    "    this.#failure = undefined;",
    "    if (failure !== undefined) throw failure;",
  ].join("\n"),
} satisfies Mutant;
