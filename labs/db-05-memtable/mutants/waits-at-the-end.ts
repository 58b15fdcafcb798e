import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a cursor that stepped over the last key comes back when a key is added behind it",
  story:
    "It is convenient for who follows a log, and wrong: behind the last key a cursor is nowhere " +
    "until it seeks.",
  step: "skip-list",
  file: "skip-list.ts",
  find: `  get isValid(): boolean {
    return this.#tower !== END;
  }

  get key(): Key {
    assert(this.#tower !== END, "the key of a cursor that is not valid");
    return this.#towers.keyOf(this.#tower);
  }

  seek(target: Key): void {
    this.#tower = this.#towers.after(this.#towers.before(target));
  }

  seekToFirst(): void {
    this.#tower = this.#towers.after(HEAD);
  }

  seekToLast(): void {
    this.#tower = this.#towers.last();
  }

  next(): void {
    assert(this.#tower !== END, "a step of a cursor that is not valid");
    this.#tower = this.#towers.after(this.#tower);
  }

`,
  replace: `  get isValid(): boolean {
    if (this.#tower === END && this.#last !== END) this.#tower = this.#towers.after(this.#last);
    if (this.#tower !== END) this.#last = END;
    return this.#tower !== END;
  }

  #last = END;

  get key(): Key {
    assert(this.isValid, "the key of a cursor that is not valid");
    return this.#towers.keyOf(this.#tower);
  }

  seek(target: Key): void {
    this.#last = END;
    this.#tower = this.#towers.after(this.#towers.before(target));
  }

  seekToFirst(): void {
    this.#last = END;
    this.#tower = this.#towers.after(HEAD);
  }

  seekToLast(): void {
    this.#last = END;
    this.#tower = this.#towers.last();
  }

  next(): void {
    assert(this.isValid, "a step of a cursor that is not valid");
    const was = this.#tower;
    this.#tower = this.#towers.after(was);
    this.#last = this.#tower === END ? was : END;
  }

`,
} satisfies Mutant;
