import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the number of probes is taken from one's own settings",
  story:
    "Ten bits a key are the default everywhere, so six it is. A filter that was made with " +
    "another setting says no to what it has.",
  step: "bloom",
  file: "bloom.ts",
  find: "  const hashes = bytes[end - 1]!;",
  replace: "  const hashes = 6;",
} satisfies Mutant;
