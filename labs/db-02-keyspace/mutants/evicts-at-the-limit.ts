import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "Keys go although what is used is exactly the limit",
  story:
    "Off by one in the comparison: a cache that is sized to the byte loses a key at every " +
    "write. It is written in a minute and seen by nobody, since it only costs hits.",
  step: "eviction",
  file: "keyspace.ts",
  find: "while (this.#usedBytes > this.eviction.maxMemoryBytes)",
  replace: "while (this.#usedBytes >= this.eviction.maxMemoryBytes)",
} satisfies Mutant;
