import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "clear goes by keys that it took down before",
  story:
    "onEvict inserts a value anew under a key that clear has still to come to, and it is erased " +
    "in the place of the old one.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: `    for (const entry of [...this.#entries.values()]) {
      if (entry.isCached) this.erase(entry.key);
    }`,
  replace: "    for (const key of [...this.#entries.keys()]) this.erase(key);",
} satisfies Mutant;
