import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "clear goes on over what is inserted meanwhile",
  story:
    "A Map's iteration comes past what was added behind it. What onEvict inserts during a clear " +
    "is erased too, and told of: with a bound, so that it ends.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: `    for (const entry of [...this.#entries.values()]) {
      if (entry.isCached) this.erase(entry.key);
    }`,
  replace: `    const count = this.#entries.size;
    let done = 0;
    for (const key of this.#entries.keys()) {
      if (done++ < 2 * count) this.erase(key);
    }`,
} satisfies Mutant;
