import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a commit that is made while a sync begins joins it",
  story:
    "The door is closed after the sync was called for, not before. Whoever commits from " +
    "within that call, a hook or a counter that logs, is let in, and the kernel may have " +
    "looked already.",
  step: "group-commit",
  file: "group-commit.ts",
  find: `    this.#next = undefined;
    try {
      await this.#sync();`,
  replace: `    try {
      const sync = this.#sync();
      this.#next = undefined;
      await sync;`,
} satisfies Mutant;
