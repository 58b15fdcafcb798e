import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "INCRBYFLOAT is logged as a SET that drops the deadline",
  story:
    "The command leaves the deadline as it is, and SET does not. A rate limiter that " +
    "counts in fractions never lets anybody in again after a restart.",
  step: "append",
  file: "propagation.ts",
  find: 'words("SET", key, text(entry), "KEEPTTL")',
  replace: 'words("SET", key, text(entry))',
} satisfies Mutant;
