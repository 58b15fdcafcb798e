import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each key that is looked for stays in the arena",
  story:
    "The lookup key is appended like an entry and never taken back. Every read costs memory; a table " +
    "that is only read becomes full.",
  step: "memtable",
  file: "arena.ts",
  find: `    this.#writeKey(userKey, sequence, ValueType.Value);
    return this.#end;`,
  replace: `    const offset = this.#end;
    this.#end = this.#writeKey(userKey, sequence, ValueType.Value);
    return offset;`,
} satisfies Mutant;
