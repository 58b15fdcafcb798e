import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a tower is linked on each level behind the tower that precedes it on level 0",
  story:
    "The search remembers one place to insert at, that of the lowest level. On the levels above the " +
    "new tower hangs behind one that does not reach so high: links that belong to the next tower are " +
    "overwritten.",
  step: "skip-list",
  file: "skip-list.ts",
  find: "      const before = this.#path[level]!;",
  replace: "      const before = this.#path[0]!;",
} satisfies Mutant;
