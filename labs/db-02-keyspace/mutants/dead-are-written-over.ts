import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a dead key that is set again is never told of",
  story:
    "Setting needs no look at what is there. The entry is written over, and its end " +
    "happens in no log: a replica that counts on being told keeps the old value one tick " +
    "longer than it should.",
  step: "expiry",
  file: "keyspace.ts",
  find: ["    const held = this.peek(key);", ""].join("\n"),
  replace: ["    const held = this.#keys.get(key);", ""].join("\n"),
} satisfies Mutant;
