import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "-0 is written as the integer 0",
  story:
    "One digit, and it is 0: why look at the sign? The value comes back as 0, one byte " +
    "shorter than it was.",
  step: "rdb-encode",
  file: "rdb-output.ts",
  find: "if (bytes[first] === ZERO) return bytes.length === 1 ? 0 : undefined;",
  replace: "if (bytes[first] === ZERO) return digits === 1 ? 0 : undefined;",
} satisfies Mutant;
