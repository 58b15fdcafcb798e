import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "failure tells the latest error instead of the first",
  story:
    "The write failed since the disk is full; then the sync under way reports something " +
    "else, and that is what the operator reads.",
  step: "durable",
  file: "durable-file.ts",
  find: "    this.#failure ??= new LogError(",
  replace: "    this.#failure = new LogError(",
} satisfies Mutant;
