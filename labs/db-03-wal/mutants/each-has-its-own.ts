import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every commit has a sync of its own, one after the other",
  story: "Right, in order, and as slow as no grouping at all: 640 appends, 640 syncs.",
  step: "group-commit",
  file: "group-commit.ts",
  find: `    this.#next ??= this.#begin();
    return this.#next;`,
  replace: `    const commit = this.#begin();
    this.#running = commit.catch(() => {});
    return commit;`,
} satisfies Mutant;
