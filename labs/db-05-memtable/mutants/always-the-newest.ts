import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a get sees the newest entry, whatever the sequence",
  story:
    "The lookup key is made with the greatest sequence. Everything works until the first snapshot.",
  step: "memtable",
  file: "memtable.ts",
  find: "    const lookup = this.#arena.lookupKey(userKey, sequence);",
  replace: "    const lookup = this.#arena.lookupKey(userKey, 2 ** 53 - 1);",
} satisfies Mutant;
