import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a get seeks the newest version and walks to the one that it wants",
  story:
    "All is right, and with a key that is written all the time old snapshots become slower by the " +
    "minute.",
  step: "memtable",
  file: "memtable.ts",
  find: `    const lookup = this.#arena.lookupKey(userKey, sequence);
    this.#found.seek(lookup);
    if (!this.#found.isValid) return undefined;
    const entry = this.#found.key;
`,
  replace: `    const lookup = this.#arena.lookupKey(userKey, Number.MAX_SAFE_INTEGER);
    this.#found.seek(lookup);
    for (; this.#found.isValid; this.#found.next()) {
      const key = this.#arena.internalKeyAt(this.#found.key);
      if (parseInternalKey(key)!.sequence <= sequence) break;
      if (!this.#arena.hasSameUserKey(this.#found.key, lookup)) break;
    }
    if (!this.#found.isValid) return undefined;
    const entry = this.#found.key;
`,
} satisfies Mutant;
