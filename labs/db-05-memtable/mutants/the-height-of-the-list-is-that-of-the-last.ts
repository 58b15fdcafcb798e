import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "searches begin at the height of the tower that came last",
  story:
    "The height of the list is assigned, not raised. Towers above it are not used for a while: every " +
    "answer is right, and most searches walk along level 0.",
  step: "skip-list",
  file: "skip-list.ts",
  find: "    this.#height = Math.max(this.#height, height);",
  replace: "    this.#height = height;",
} satisfies Mutant;
