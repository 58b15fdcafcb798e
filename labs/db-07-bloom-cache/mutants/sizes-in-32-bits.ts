import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "sizes are rounded in 32 bits",
  story:
    "`& ~7` rounds to whole bytes, and cuts off what is above 2^32. A filter for a thousand " +
    "million keys is sized for a tenth of them, and says yes to nearly everything.",
  step: "bloom",
  file: "bloom.ts",
  find: "return 8 * Math.ceil(Math.max(bits, BITS_MIN) / 8);",
  replace: "return (Math.max(Math.ceil(bits), BITS_MIN) + 7) & ~7;",
} satisfies Mutant;
