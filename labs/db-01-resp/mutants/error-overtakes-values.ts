import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an error hides the whole values that came before it in the same chunk",
  story:
    "A chunk is parsed as a whole, and an exception leaves with everything that was parsed " +
    "before it. Those replies belong to requests that were executed; their callers wait for " +
    "ever or are told that they failed.",
  step: "decode",
  file: "decode.ts",
  find: "    if (this.#taken < this.#ready.length) return this.#ready[this.#taken++];",
  replace: [
    "    if (this.#failure !== undefined) throw this.#failure;",
    "    if (this.#taken < this.#ready.length) return this.#ready[this.#taken++];",
  ].join("\n"),
} satisfies Mutant;
