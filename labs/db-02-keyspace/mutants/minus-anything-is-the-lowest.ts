import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a bound that begins with - is before all members, whatever follows",
  story:
    "The first byte decides, and the rest is looked at for ( and [ only. ZRANGEBYLEX z -a " +
    "[c is a typing error that should be told; it answers everything up to c.",
  step: "sorted-sets",
  file: "sorted-set-bounds.ts",
  find: "if (sign === MINUS && word.length === 1) return () => false;",
  replace: "if (sign === MINUS) return () => false;",
} satisfies Mutant;
