import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a cursor remembers the tower that it came from",
  story:
    "A step back after a step costs nothing then, and steps over what was inserted in between.",
  step: "skip-list",
  file: "skip-list.ts",
  find: `  next(): void {
    assert(this.#tower !== END, "a step of a cursor that is not valid");
    this.#tower = this.#towers.after(this.#tower);
  }

  prev(): void {
    this.#tower = this.#towers.before(this.key);
  }`,
  replace: `  #before: number | undefined;
  #of: number | undefined;

  next(): void {
    assert(this.#tower !== END, "a step of a cursor that is not valid");
    this.#before = this.#tower;
    this.#tower = this.#towers.after(this.#tower);
    this.#of = this.#tower;
  }

  prev(): void {
    const key = this.key;
    this.#tower = this.#of === this.#tower ? this.#before! : this.#towers.before(key);
    this.#of = undefined;
  }`,
} satisfies Mutant;
