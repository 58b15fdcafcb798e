import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every write makes a timer",
  story:
    "A thousand writes in an interval are a thousand timers, and then a thousand syncs " +
    "one after the other, of which all but the first find nothing to save or a single " +
    "record.",
  step: "durable",
  file: "interval-sync.ts",
  find: "    this.#callOff ??= this.#clock.after(",
  replace: "    this.#callOff = this.#clock.after(",
} satisfies Mutant;
