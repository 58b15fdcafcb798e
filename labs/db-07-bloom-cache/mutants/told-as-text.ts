import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of what was erased while leased, onEvict is told a text for a key",
  story:
    '"1" in the place of 1. Whoever looks the key up in a Map of his own finds nothing, and only ' +
    "where a lease came back late.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: "if (!entry.isCached) this.#onEvict(entry.key, entry.value);",
  replace: "if (!entry.isCached) this.#onEvict(String(entry.key), entry.value);",
} satisfies Mutant;
