import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "on the way back the value is borrowed while the inner iterator moves on",
  story:
    "LevelDB copies key and value here, and it looks like waste. The bytes belong to a block, and the " +
    "iterator has left it: sometimes they are still right.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: "    this.#copy(bytes, bytes.length);",
  replace: `    this.#memory = bytes;
    this.#length = bytes.length;`,
} satisfies Mutant;
