import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "HSET of fields that are there is not counted as a change",
  story:
    "HSET answers how many fields are new, and the same number seems good enough for the " +
    "count of changes. It is 0 for every update. Whatever is driven by that count, a log " +
    "or a snapshot, keeps the first value of each field and loses the others at a crash.",
  step: "collections",
  file: "hash-commands.ts",
  find: "  keep(keyspace, key!, hash, words.length / 2);",
  replace: "  keep(keyspace, key!, hash, added);",
} satisfies Mutant;
