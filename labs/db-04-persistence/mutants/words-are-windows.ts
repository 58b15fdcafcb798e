import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the words of a request are views of the piece that was read",
  story:
    "They are what was read, nobody changes them, and loading is faster. After it a keyspace of 100 MB keeps the whole log of 10 GB in memory.",
  step: "append",
  file: "aof-scanner.ts",
  find: "      return Uint8Array.from(this.#window.subarray(start, start + length));",
  replace: "      return this.#window.subarray(start, start + length);",
} satisfies Mutant;
