import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a transaction that is cut inside a request is torn at that request",
  story:
    "The unfinished transaction is noticed where the file ends between two requests. " +
    "Where it ends inside one, that is found first, and MULTI stays in the file: all that " +
    "is appended later belongs to it.",
  step: "append",
  file: "replay.ts",
  find: "    if (this.#transaction !== undefined) {",
  replace: '    if (kind === "end" && this.#transaction !== undefined) {',
} satisfies Mutant;
