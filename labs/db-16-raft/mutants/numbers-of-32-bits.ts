import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the numbers of requests are compared as 32 bits",
  story:
    "Bitwise operators cut a number to 32 bits, with a sign: from 2^31 on each new request is an old one.",
  step: "clients",
  file: "sessions.ts",
  find: "if (last !== undefined && sequence <= last.sequence) {",
  replace: "if (last !== undefined && (sequence | 0) <= (last.sequence | 0)) {",
} satisfies Mutant;
