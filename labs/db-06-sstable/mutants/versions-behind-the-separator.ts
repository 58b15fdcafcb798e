import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a separator is held against user keys",
  story:
    "An older version stands behind its block's separator. No snapshot finds it, and the check " +
    "has nothing to say.",
  step: "damage",
  file: "check-table.ts",
  find: "compareInternalKeys(separator, this.#before) < 0) {",
  replace: "compareBytes(userKeyOf(separator), userKeyOf(this.#before)) < 0) {",
} satisfies Mutant;
