import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what the nearer end has in common with the target is skipped in the middle too",
  story:
    "A search by halves need not compare again what both ends share with the target. What one of them shares, the key between " +
    "them need not: Manber and Myers keep two numbers for a reason.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: "Math.min(leftCommon, rightCommon, this.#keySize - TAG_SIZE_BYTES)",
  replace: "Math.min(Math.max(leftCommon, rightCommon), this.#keySize - TAG_SIZE_BYTES)",
} satisfies Mutant;
