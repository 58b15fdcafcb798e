import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only an entry that is kept hides others",
  story: "The deletion goes, and what it hid is the newest entry now.",
  step: "dropping",
  file: "drop-rule.ts",
  find: `    this.#newer = sequence;
    if (isHidden) return false;
    const isDeletion = internalKey[internalKey.length - TAG_SIZE_BYTES] === ValueType.Deletion;
    return !(isDeletion && sequence <= oldestReadSequence && isBottom(userKeyOf(internalKey)));`,
  replace: `    if (isHidden) return false;
    const isDeletion = internalKey[internalKey.length - TAG_SIZE_BYTES] === ValueType.Deletion;
    const isGone = isDeletion && sequence <= oldestReadSequence && isBottom(userKeyOf(internalKey));
    if (!isGone) this.#newer = sequence;
    return !isGone;`,
} satisfies Mutant;
