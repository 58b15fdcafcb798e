import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the counts are handed out, and not a copy",
  story: "A snapshot that goes on changing: every difference of two of them is 0.",
  step: "amplification",
  file: "amplification.ts",
  find: "return { ...written };",
  replace: "return written;",
} satisfies Mutant;
