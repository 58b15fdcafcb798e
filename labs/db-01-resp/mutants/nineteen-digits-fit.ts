import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an integer beyond 2^53 is rounded",
  story:
    "64 bits have nineteen digits, and a JavaScript number takes them without a word. " +
    "Counters repeat themselves and ids name other rows: node-redis issues 339 and 994, " +
    "ioredis issue 2000.",
  step: "decode",
  file: "numbers.ts",
  find: "const SAFE_DIGITS = 15;",
  replace: "const SAFE_DIGITS = 19;",
} satisfies Mutant;
