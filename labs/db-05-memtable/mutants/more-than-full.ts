import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table is full when it has more bytes than it may",
  story: "At the limit is full. With a limit that is met exactly the next write still goes in.",
  step: "sorted-peer",
  file: "memory-store.ts",
  find: "if (this.#tables[0]!.memoryBytes >= this.#memtableBytesMax) {",
  replace: "if (this.#tables[0]!.memoryBytes > this.#memtableBytesMax) {",
} satisfies Mutant;
