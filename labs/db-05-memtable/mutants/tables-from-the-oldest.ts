import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the oldest table is asked first",
  story:
    "Tables are pushed to the end of an array, and a loop begins at its beginning. A key that was " +
    "never written again is right.",
  step: "sorted-peer",
  file: "memory-store.ts",
  find: `      this.#tables = [new MemTable(this.#random), ...this.#tables];
    }
    const table = this.#tables[0]!;`,
  replace: `      this.#tables = [...this.#tables, new MemTable(this.#random)];
    }
    const table = this.#tables.at(-1)!;`,
} satisfies Mutant;
