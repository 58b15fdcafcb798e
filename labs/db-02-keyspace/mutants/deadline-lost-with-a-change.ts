import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sorted set that is changed lives for ever",
  story:
    "The set is put back after each ZADD, as a string is after SET, and put takes the " +
    "deadline away. A session board that should be gone at midnight is there until the " +
    "disk is full.",
  step: "sorted-sets",
  file: "sorted-set-add.ts",
  find: "if (set.size > 0) keep(keyspace, key, set, added + changed);",
  replace: [
    "if (added + changed > 0) {",
    "    keyspace.put(key, set);",
    "    keep(keyspace, key, set, added + changed - 1);",
    "  }",
  ].join("\n"),
} satisfies Mutant;
