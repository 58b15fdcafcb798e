import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "append looks only at failures that it met itself",
  story:
    "Under interval the sync fails in the background. The file refuses further writes, " +
    "with its own error; but failure says undefined, and the health check that reads it " +
    "is green.",
  step: "segments",
  file: "log.ts",
  find: "    return this.#failure ?? this.#active.failure;",
  replace: "    return this.#failure;",
} satisfies Mutant;
