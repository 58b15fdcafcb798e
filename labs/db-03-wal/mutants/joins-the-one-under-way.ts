import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a commit joins the sync that is under way",
  story:
    "It is nearly done, and it is the same file. But it began before this record was " +
    "written, and may end without it. The crash that shows it comes once in a million " +
    "appends.",
  step: "group-commit",
  file: "group-commit.ts",
  find: `    this.#next = undefined;
    try {
      await this.#sync();
    } finally {
      ended();`,
  replace: `    try {
      await this.#sync();
    } finally {
      this.#next = undefined;
      ended();`,
} satisfies Mutant;
