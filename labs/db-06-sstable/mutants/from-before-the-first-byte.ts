import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an offset may lead before the first byte",
  story:
    "In C this reads what lies before the buffer. Here it copies undefined, which is stored as 0.",
  step: "snappy",
  file: "snappy.ts",
  find: "if (offset === 0 || offset > to) return false;",
  replace: "if (offset === 0) return false;",
} satisfies Mutant;
