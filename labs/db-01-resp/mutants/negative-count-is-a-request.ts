import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a count below zero is taken for a request without words",
  story:
    "Zero is skipped, negative numbers are forgotten. Redis skips both. Here the count " +
    "stays below zero, and every later request is an empty one.",
  step: "server",
  file: "request.ts",
  find: "this.#missing = Math.max(0, count);",
  replace: "this.#missing = count;",
} satisfies Mutant;
