import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who reads at a number is thought not to see the entry of that number",
  story:
    "One version more of each key is kept than anybody reads: nothing is wrong, and the store " +
    "is twice as large.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "    const isHidden = this.#newer <= oldestReadSequence;",
  replace: "    const isHidden = this.#newer < oldestReadSequence;",
} satisfies Mutant;
