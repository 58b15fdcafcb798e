import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a slice ends behind the entry that makes it longer than it may be",
  story: 'One off. "So many bytes, or more" is what is said.',
  step: "flush",
  file: "table-output.ts",
  find: "if (this.#sliceBytes < this.#place.slices.bytes) return false;",
  replace: "if (this.#sliceBytes <= this.#place.slices.bytes) return false;",
} satisfies Mutant;
