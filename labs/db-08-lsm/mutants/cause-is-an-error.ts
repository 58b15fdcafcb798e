import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what a job rejects with is made an Error",
  story: "It was a text; now it is wrapped, and nobody who compares it with his own finds it.",
  step: "writers",
  file: "store-state.ts",
  find: "const cause = error instanceof LogError ? (error.cause ?? error) : error;",
  replace:
    "const cause = error instanceof LogError ? (error.cause ?? error) : error instanceof Error ? error : new Error(String(error));",
} satisfies Mutant;
