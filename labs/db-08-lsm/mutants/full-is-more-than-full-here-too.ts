import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a memtable is full when it has more than writeBufferBytes",
  story: "One byte, which no test with round numbers meets.",
  step: "writers",
  file: "write-path.ts",
  find: "memtable.memoryBytes >= this.#state.settings.writeBufferBytes",
  replace: "memtable.memoryBytes > this.#state.settings.writeBufferBytes",
} satisfies Mutant;
