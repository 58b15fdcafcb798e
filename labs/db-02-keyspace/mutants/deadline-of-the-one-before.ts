import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key that is renamed onto another inherits its deadline",
  story:
    "Writing into the entry that is there is cheaper than making one. Where the moved key " +
    "has no deadline nobody clears the old one, and it dies by the deadline of a key that " +
    "is no more.",
  step: "expiry",
  file: "keyspace.ts",
  find: "    this.#setDeadline(renamed, entry.deadline);",
  replace: "    this.#setDeadline(renamed, entry.deadline ?? target?.deadline);",
} satisfies Mutant;
