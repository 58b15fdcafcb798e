import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the sum of hash and steps is not taken modulo 2^32",
  story: "A number in JavaScript has room for it, and `%` goes on working. In C it was a uint32_t.",
  step: "bloom",
  file: "bloom.ts",
  find: ["& (1 << (bit & 7))) === 0) return false;", "    h = (h + delta) >>> 0;"].join("\n"),
  replace: ["& (1 << (bit & 7))) === 0) return false;", "    h = h + delta;"].join("\n"),
} satisfies Mutant;
