import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only a value hides what is older, a deletion does not",
  story: "What is hidden by a deletion that stays goes on taking space, in each merge anew.",
  step: "dropping",
  file: "drop-rule.ts",
  find: `    this.#newer = sequence;
    if (isHidden) return false;
    const isDeletion = internalKey[internalKey.length - TAG_SIZE_BYTES] === ValueType.Deletion;`,
  replace: `    const isDeletion = internalKey[internalKey.length - TAG_SIZE_BYTES] === ValueType.Deletion;
    if (!isDeletion) this.#newer = sequence;
    if (isHidden) return false;`,
} satisfies Mutant;
