import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key is equal to every key that it begins",
  story:
    'The loop ends with the shorter of the two and nobody asks which one that was. "app" and "apple" ' +
    "become one key.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: "  return a.length - b.length;",
  replace: "  return 0;",
} satisfies Mutant;
