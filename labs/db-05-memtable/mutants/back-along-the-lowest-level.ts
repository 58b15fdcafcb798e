import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a step back goes along the lowest level, from the head",
  story:
    "It compares nothing and looks thrifty. A walk back over n keys is then n² / 2 hops: minutes, " +
    "where a search for each takes a blink.",
  step: "skip-list",
  file: "skip-list.ts",
  find: "    this.#tower = this.#towers.before(this.key);",
  replace: `    assert(this.isValid, "a step of a cursor that is not valid");
    let tower = HEAD;
    while (this.#towers.after(tower) !== this.#tower) tower = this.#towers.after(tower);
    this.#tower = tower;`,
} satisfies Mutant;
