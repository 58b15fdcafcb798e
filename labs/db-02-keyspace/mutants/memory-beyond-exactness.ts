import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "2^53 bytes of memory are taken, and a byte more is taken for them",
  story:
    "The bound is compared as a number, and 9007199254740993 was 9007199254740992 before it " +
    "was compared. CONFIG GET shows another amount than CONFIG SET was given.",
  step: "eviction",
  file: "settings.ts",
  find: "  if (!Number.isSafeInteger(bytes)) throw",
  replace: "  if (!Number.isInteger(bytes) || bytes > 2 ** 53) throw",
} satisfies Mutant;
