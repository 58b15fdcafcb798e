import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "checksums are compared as doubles",
  story:
    "BigInt is awkward, so both become numbers, with 53 of 64 bits. A flipped bit among" +
    " the lowest eleven is not seen.",
  step: "rdb-decode",
  file: "rdb-reader.ts",
  find: "  if (stored !== 0n && stored !== computed) input",
  replace: "  if (stored !== 0n && Number(stored) !== Number(computed)) input",
} satisfies Mutant;
