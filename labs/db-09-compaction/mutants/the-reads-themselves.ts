import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the counts of reads are handed out, and not a copy",
  story: "The one of writes was copied. Two lines that look alike, and one was mended.",
  step: "amplification",
  file: "amplification.ts",
  find: "return { ...read };",
  replace: "return read;",
} satisfies Mutant;
