import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a step back from the first key stays there",
  story:
    "The search for what is before the first key ends at the head, and a head that is taken for a " +
    "tower has the key of the first.",
  step: "skip-list",
  file: "skip-list.ts",
  find: "    this.#tower = this.#towers.before(this.key);",
  replace: "    this.#tower = this.#towers.before(this.key) || this.#tower;",
} satisfies Mutant;
