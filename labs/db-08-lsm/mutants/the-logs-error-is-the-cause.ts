import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the cause of STORE_FAILED is the log's error, not the disk's",
  story: 'The operator reads "the log takes no more", and not that the disk is full.',
  step: "recovery",
  file: "store-state.ts",
  find: "const cause = error instanceof LogError ? (error.cause ?? error) : error;",
  replace: "const cause = error instanceof LogError ? error : error;",
} satisfies Mutant;
