import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an entry is hidden where its own number is old",
  story:
    "Of a key that nobody writes any more the one entry that there is goes, as soon as " +
    "somebody has written behind it.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "    const isHidden = this.#newer <= oldestReadSequence;",
  replace:
    "    const isHidden = this.#newer < Number.POSITIVE_INFINITY && sequenceOf(internalKey) < oldestReadSequence;",
} satisfies Mutant;
