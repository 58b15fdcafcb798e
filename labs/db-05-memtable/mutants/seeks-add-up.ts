import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each target that is sought stays in the arena",
  story:
    "As with gets: what is looked for is appended and not taken back. An iterator that seeks often " +
    "fills the table.",
  step: "iterators",
  file: "arena.ts",
  find: `    copyInto(this.#bytes, writeLength(this.#bytes, this.#end, key.length), key);
    return this.#end;`,
  replace: `    const offset = this.#end;
    const start = writeLength(this.#bytes, offset, key.length);
    copyInto(this.#bytes, start, key);
    this.#end = start + key.length;
    return offset;`,
} satisfies Mutant;
