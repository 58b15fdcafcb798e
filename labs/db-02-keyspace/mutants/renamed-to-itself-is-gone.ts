import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "RENAME of a key to its own name removes it",
  story:
    "Make the new one, remove the old one: with both the same the last step wins. Redis " +
    "had to forbid it until 3.2, and answers OK since.",
  step: "strings",
  file: "keyspace.ts",
  find: [
    "    if (equalBytes(from, to)) return true;",
    "    const target = this.peek(to);",
    "    if (target !== undefined) this.#drop(target);",
    "    this.#drop(entry);",
    "    const renamed = this.#add(to, entry.value, entry.frequency);",
    "",
  ].join("\n"),
  replace: [
    "    const target = this.peek(to);",
    "    if (target !== undefined) this.#drop(target);",
    "    const renamed = this.#add(to, entry.value, entry.frequency);",
    "    this.#drop(entry);",
    "",
  ].join("\n"),
} satisfies Mutant;
