import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a record of one fragment is a window of its block",
  story:
    "No copy is the cheapest copy. Whoever keeps a record of ten bytes keeps 32 KiB, and " +
    "an index of a million small records keeps the whole log.",
  step: "reader",
  file: "log-reader.ts",
  find: `    const size = this.#size + payload.length;
`,
  replace: `    const size = this.#size + payload.length;
    if (this.#size === 0) {
      this.#memory = payload as Uint8Array<ArrayBuffer>;
      this.#size = size;
      return;
    }
`,
} satisfies Mutant;
