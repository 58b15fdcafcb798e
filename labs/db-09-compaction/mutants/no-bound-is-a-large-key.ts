import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "without an upper bound the range ends at a key of two bytes 255",
  story:
    "A sentinel in the place of none. Hashes, and numbers in their bytes, are longer and " +
    "greater.",
  step: "leveldb",
  file: "compact-range.ts",
  find: `function isWithin({ smallest, largest }: FileMetadata, { gte, lte }: KeyBounds): boolean {
`,
  replace: `function isWithin(
  { smallest, largest }: FileMetadata,
  { gte, lte = Uint8Array.of(255, 255) }: KeyBounds,
): boolean {
`,
} satisfies Mutant;
