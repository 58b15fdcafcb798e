import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the whole file is read at once",
  story:
    "It is the fastest way to read, and needs the file's size in memory beside the " +
    "keyspace: at the moment of a restart, when both are largest.",
  step: "rdb-decode",
  file: "rdb-input.ts",
  find: "Math.min(CHUNK_BYTES, this.#size - offset)",
  replace: "this.#size - offset",
} satisfies Mutant;
