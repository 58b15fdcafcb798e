import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of two user keys the shorter one comes first",
  story:
    "The lengths are compared before the bytes, since that is cheap and settles most pairs. It is an " +
    'order, but not that of the bytes: "b" comes before "aa".',
  step: "internal-keys",
  file: "internal-key.ts",
  find: "  const length = Math.min(aLength, bLength);",
  replace: "  const length = aLength === bLength ? aLength : 0;",
} satisfies Mutant;
