import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each write begins the interval anew",
  story:
    "It is how one debounces a text field. Here a writer that writes ten times a second " +
    "keeps the sync away for as long as it likes, and everything is at stake.",
  step: "durable",
  file: "interval-sync.ts",
  find: "    this.#callOff ??= this.#clock.after(",
  replace: `    this.#callOff?.();
    this.#callOff = this.#clock.after(`,
} satisfies Mutant;
