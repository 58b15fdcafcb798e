import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key that dies counts as a change",
  story:
    "Something did change. But the count says what clients did: db-04 logs a command when " +
    "the count grew, and would log the GET that found the key dead.",
  step: "expiry",
  file: "keyspace.ts",
  find: ["    this.#drop(entry);", '    if (reason === "expired") this.expiredKeys += 1;', ""].join(
    "\n",
  ),
  replace: [
    "    this.#drop(entry);",
    "    this.changes += 1;",
    '    if (reason === "expired") this.expiredKeys += 1;',
    "",
  ].join("\n"),
} satisfies Mutant;
