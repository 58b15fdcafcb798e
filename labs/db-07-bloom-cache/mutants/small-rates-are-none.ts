import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a rate is rounded to nine places",
  story:
    "Nine places look like enough. A filter of 50 bits a key has a rate of less than 10^-10, and is " +
    "said to be never wrong.",
  step: "bloom",
  file: "bloom.ts",
  find: "return (1 - Math.exp((-hashes * count) / bits)) ** hashes;",
  replace: "return Math.round(1e9 * (1 - Math.exp((-hashes * count) / bits)) ** hashes) / 1e9;",
} satisfies Mutant;
