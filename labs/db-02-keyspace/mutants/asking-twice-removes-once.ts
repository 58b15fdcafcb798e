import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "DEL of a key that is not there counts as a change",
  story:
    "The counter is moved where the command is called, not where something happens. A log " +
    "then grows with every DEL of a polite client that cleans up after itself.",
  step: "strings",
  file: "keyspace.ts",
  find: [
    "    const entry = this.peek(key);",
    "    if (entry === undefined) return false;",
    "    this.#drop(entry);",
    "    this.changes += 1;",
    "    return true;",
    "",
  ].join("\n"),
  replace: [
    "    const entry = this.peek(key);",
    "    this.changes += 1;",
    "    if (entry === undefined) return false;",
    "    this.#drop(entry);",
    "    return true;",
    "",
  ].join("\n"),
} satisfies Mutant;
