import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last key is kept by slice, which of a Buffer is no copy",
  story:
    "Right for every Uint8Array. Who adds from a Buffer that is read into again has the next " +
    "block's keys shortened by what the key has become.",
  step: "blocks",
  file: "block-builder.ts",
  find: "readonly #lastKey = new GrowingBytes();",
  replace: `readonly #lastKey = {
    k: new Uint8Array() as Uint8Array,
    clear() { this.k = new Uint8Array(); },
    append(x: Uint8Array) { this.k = x.slice(); },
    contents() { return this.k; },
  };`,
} satisfies Mutant;
