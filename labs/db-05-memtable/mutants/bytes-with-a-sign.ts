import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "bytes from 128 on come before the others",
  story:
    "Where bytes have a sign, as C's char has on many machines, 0x80 is less than 0x7f. LevelDB " +
    "compares with memcmp, which has none; keys in UTF-8 come out of order as soon as one has an " +
    "accent.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: "    const difference = a[at]! - b[at]!;",
  replace: "    const difference = ((a[at]! << 24) >> 24) - ((b[at]! << 24) >> 24);",
} satisfies Mutant;
