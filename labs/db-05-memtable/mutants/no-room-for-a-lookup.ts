import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "no room is made for a key to look for",
  story:
    "An entry makes room for itself, and what is only looked for was forgotten. Bytes that are " +
    "written behind the end of an array go nowhere, without a word: a long key is compared with " +
    "zeros.",
  step: "memtable",
  file: "arena.ts",
  find: `    this.#reserve(userKey.length + TAG_SIZE_BYTES + LENGTH_BYTES_MAX);
`,
  replace: "",
} satisfies Mutant;
