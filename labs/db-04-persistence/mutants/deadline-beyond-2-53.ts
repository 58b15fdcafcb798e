import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deadline beyond 2^53 - 1 is no safe integer",
  story:
    "PEXPIREAT takes any 63 bits, and people write never as 9223372036854775807. As a " +
    "double it is 2^63, which does not fit the 8 bytes of the next snapshot: it wraps " +
    "around, to the past.",
  step: "rdb-decode",
  file: "rdb-reader.ts",
  find: "      return { deadline: Math.max(-most, Math.min(deadline, most)) };",
  replace: "      return { deadline: Math.max(-most, deadline) };",
} satisfies Mutant;
