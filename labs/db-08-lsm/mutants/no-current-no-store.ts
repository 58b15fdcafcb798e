import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where CURRENT is missing a new store is made",
  story: "CURRENT was lost in a copy. Opening the copy to see what is in it removed everything.",
  step: "recovery",
  file: "recovery.ts",
  find: "  if (!hasData && !hasWrites) return;",
  replace: "  if (!hasData || !hasWrites || hasData) return;",
} satisfies Mutant;
