import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a score is written in 15 digits",
  story:
    "As C's %.15g does, and many a library. 0.1 + 0.2 comes back as 0.3, and two members change their places.",
  step: "snapshot",
  file: "aof-format.ts",
  find: "  if (Number.isFinite(score)) return String(score);",
  replace: "  if (Number.isFinite(score)) return String(Number(score.toPrecision(15)));",
} satisfies Mutant;
