import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a broken invariant is answered like any other failure",
  story:
    "A catch for everything catches the assertions too. The server goes on with a state " +
    "that it has just found to be impossible, and the one message that would have shown it " +
    "reads `internal error`.",
  step: "errors",
  file: "commands.ts",
  find: "  if (error instanceof InvariantError) throw error;",
  replace: "",
} satisfies Mutant;
