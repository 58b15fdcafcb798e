import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "handing out a value moves all that wait behind it",
  story:
    "shift is the method for the front of an array, and on short ones it is fast. On an " +
    "array of some ten thousand V8 moves every element: with 400,000 integers in one chunk " +
    "that is seconds instead of hundredths of one, and with a million a minute.",
  step: "decode",
  file: "decode.ts",
  find: [
    "    if (this.#taken === this.#ready.length) {",
    "      this.#ready = this.#open.takeWhole();",
    "      this.#taken = 0;",
    "    }",
    "    if (this.#taken < this.#ready.length) return this.#ready[this.#taken++];",
  ].join("\n"),
  replace: [
    "    if (this.#ready.length === 0) this.#ready = this.#open.takeWhole();",
    "    if (this.#ready.length > 0) return this.#ready.shift();",
  ].join("\n"),
} satisfies Mutant;
