import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "keys are compared within their block only",
  story:
    "Two blocks in the wrong order have every checksum right, and half of their keys cannot be found.",
  step: "damage",
  file: "check-table.ts",
  find: "    this.#before = separator;",
  replace: "    this.#before = undefined;",
} satisfies Mutant;
