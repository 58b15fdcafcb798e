import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the length of a literal has three bytes at the most",
  story:
    "A value of 17 MiB that hardly repeats itself is written, summed and stored, and can never be " +
    "read again.",
  step: "snappy",
  file: "snappy.ts",
  find: "for (let rest = less; rest > 0; rest >>>= 8)",
  replace: "for (let rest = less; rest > 0 && out.at - tagAt < 4; rest >>>= 8)",
} satisfies Mutant;
