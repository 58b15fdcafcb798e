import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last key is kept by slice, which of a Buffer is no copy",
  story:
    "Right for every Uint8Array. Who adds from a Buffer that is read into again has the next " +
    "block's keys shortened by what the key has become.",
  step: "blocks",
  file: "block-builder.ts",
  find: `    if (key.length !== last.length) this.#lastKey = new Uint8Array(key.length);
    this.#lastKey.set(key);`,
  replace: "    this.#lastKey = key.slice();",
} satisfies Mutant;
