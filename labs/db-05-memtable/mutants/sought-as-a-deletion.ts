import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the seek key has the type of a deletion",
  story:
    "A lookup key is no deletion and no value, so any type seems right. But for the same sequence a " +
    "value comes *before* a deletion: the seek passes over the value that was written at the very " +
    "sequence.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: "  return encodeInternalKey(userKey, sequence, ValueType.Value);",
  replace: "  return encodeInternalKey(userKey, sequence, ValueType.Deletion);",
} satisfies Mutant;
