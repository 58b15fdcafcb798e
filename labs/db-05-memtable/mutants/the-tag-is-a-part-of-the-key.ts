import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "internal keys are compared as bytes, tag and all",
  story:
    "A whole internal key is handed to the comparison of bytes. It is right while all user keys have " +
    'one length; then the tag of "a" is compared with the second letter of "aa".',
  step: "internal-keys",
  file: "internal-key.ts",
  find: "  return compareInternalKeysAt(a, 0, a.length, b, 0, b.length);",
  replace: "  return compareBytes(a, b);",
} satisfies Mutant;
