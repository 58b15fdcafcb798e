import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an interval that ends after the file was closed rejects with nobody to hear it",
  story:
    "LOG_FAILED is expected there and LOG_CLOSED is not. Somebody closes the file and " +
    "forgets to stop the interval: a second later an unhandled rejection ends the " +
    "process.",
  step: "durable",
  file: "interval-sync.ts",
  find: "if (!(error instanceof LogError)) throw error;",
  replace: 'if (!(error instanceof LogError && error.code === "LOG_FAILED")) throw error;',
} satisfies Mutant;
