import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the smallest key is kept by slice, which of a Buffer is no copy",
  story:
    "The manifest says that the table begins with whatever the Buffer had last: its keys are " +
    "looked for elsewhere.",
  step: "table-writer",
  file: "table-writer.ts",
  find: "this.#smallest ??= Uint8Array.from(internalKey);",
  replace: "this.#smallest ??= internalKey.slice();",
} satisfies Mutant;
