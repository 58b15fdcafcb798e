import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a lease may be given back twice",
  story: "The second time counts for somebody else's: the entry goes from under his hands.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: [
    '    assert(entry !== undefined, "the lease was given back before");',
    "    this.#entry = undefined;",
    "    this.#release(entry);",
  ].join("\n"),
  replace: "    if (entry !== undefined) this.#release(entry);",
} satisfies Mutant;
