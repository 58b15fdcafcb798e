import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "keys that begin at the same place of one array are the same",
  story:
    "It spares comparing a key with itself. Two keys of different lengths may begin at one place, " +
    "too.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: "  const aLength = aEnd - aStart - TAG_SIZE_BYTES;",
  replace: `  if (a === b && aStart === bStart) return 0;
  const aLength = aEnd - aStart - TAG_SIZE_BYTES;`,
} satisfies Mutant;
