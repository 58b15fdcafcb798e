import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that has ended makes durable what is written by then",
  story:
    "The size is read when the sync ends, which is where one updates the number. What was " +
    "appended while it was under way is in the cache alone, and is said to be safe.",
  step: "durable",
  file: "durable-file.ts",
  find: "    this.#durableBytes = end;",
  replace: "    this.#durableBytes = this.#size;",
} satisfies Mutant;
