import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who leads no more counts from 0, up to the number of its last election",
  story:
    "The machine that was the quickest once is the quickest again: it stands against its successor with the number that it won with.",
  step: "elections",
  file: "node.ts",
  find: ["    this.#leadership = undefined;", "    this.#restartTimer();"].join("\n"),
  replace: ["    this.#leadership = undefined;", "    this.#elapsed = 0;"].join("\n"),
} satisfies Mutant;
