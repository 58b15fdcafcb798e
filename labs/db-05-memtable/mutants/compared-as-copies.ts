import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "two keys are copied to be compared",
  story: "The code becomes shorter, and each write copies sixty keys of others.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: `  for (let at = 0; at < length; at++) {
    const difference = a[aStart + at]! - b[bStart + at]!;
    if (difference !== 0) return difference;
  }
  if (aLength !== bLength) return aLength - bLength;`,
  replace: `  const order = compareBytes(a.slice(aStart, aStart + length), b.slice(bStart, bStart + length));
  if (order !== 0) return order;
  if (aLength !== bLength) return aLength - bLength;`,
} satisfies Mutant;
