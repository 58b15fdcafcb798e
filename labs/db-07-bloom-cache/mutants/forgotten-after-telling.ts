import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a lease forgets its entry only after onEvict was told",
  story:
    "Within onEvict the lease still gives the value, of a file that is closed by then. Given back " +
    "there, it is told again, and again, until the stack is full.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: `    this.#entry = undefined;
    this.#release(entry);`,
  replace: `    this.#release(entry);
    this.#entry = undefined;`,
} satisfies Mutant;
