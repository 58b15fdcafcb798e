import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that was under way when a write failed is a success",
  story:
    "It did save what it began with, so why not say so? Because from the failure on the " +
    "owner of the file is told that nothing more is durable, and two answers of one " +
    "moment contradict each other.",
  step: "durable",
  file: "durable-file.ts",
  find: `    if (this.#failure !== undefined) throw this.#failure;
    this.#durableBytes = end;`,
  replace: "    this.#durableBytes = end;",
} satisfies Mutant;
