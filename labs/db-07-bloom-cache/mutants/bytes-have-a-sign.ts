import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a byte above 127 counts as a negative number",
  story:
    "LevelDB's hash took its last bytes as char, which has a sign on x86 and none on ARM. A database that was " +
    "copied from one to the other was whole by every check and lost keys (google/leveldb issue 243, " +
    "bitcoin issue 2293). Since then there is a cast, and a 2 at the end of the filter's name.",
  step: "bloom",
  file: "hash.ts",
  find: "  h = Math.imul(h + bytes[at]!, MULTIPLIER);",
  replace: "  h = Math.imul(h + ((bytes[at]! << 24) >> 24), MULTIPLIER);",
} satisfies Mutant;
