import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every file begins with the same number",
  story:
    "The first line needs a number, and 0 is one. Whoever knows the source can then write " +
    "values that hold lines with right sums, and with them a file that is refused after a " +
    "crash, or worse.",
  step: "fsync",
  file: "aof-recovery.ts",
  find: "firstLine(random.below(2 ** 32))",
  replace: "firstLine(0)",
} satisfies Mutant;
