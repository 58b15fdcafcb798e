import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a dead key that another is renamed onto is never told of",
  story:
    "Whatever the new name held is dropped, dead or alive. That it had died before is " + "lost.",
  step: "expiry",
  file: "keyspace.ts",
  find: [
    "    const target = this.peek(to);",
    "    if (target !== undefined) this.#drop(target);",
    "",
  ].join("\n"),
  replace: [
    "    const target = this.#keys.get(to);",
    "    if (target !== undefined) this.#drop(target);",
    "",
  ].join("\n"),
} satisfies Mutant;
