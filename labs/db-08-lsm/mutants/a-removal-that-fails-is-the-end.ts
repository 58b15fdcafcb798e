import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a file that cannot be removed fails the opening",
  story: "A scanner has an old table open. The store is whole, and does not start.",
  step: "recovery",
  file: "recovery.ts",
  find: "      if (error instanceof InvariantError) throw error;",
  replace: "      throw error;",
} satisfies Mutant;
