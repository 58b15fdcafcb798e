import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key that is its block's separator is a fault",
  story:
    "The last key parts the blocks where no shorter one does. A check that cries wolf is switched off.",
  step: "damage",
  file: "check-table.ts",
  find: "compareInternalKeys(separator, this.#before) < 0",
  replace: "compareInternalKeys(separator, this.#before) <= 0",
} satisfies Mutant;
