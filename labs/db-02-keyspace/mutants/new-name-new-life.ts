import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "RENAME forgets the deadline",
  story:
    "The value is moved, and what hangs on the key is not. A session that is renamed at " +
    "login then never ends.",
  step: "expiry",
  file: "keyspace.ts",
  find: ["    this.#setDeadline(renamed, entry.deadline);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
