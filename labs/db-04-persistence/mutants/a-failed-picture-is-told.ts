import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a picture that failed is told of changes for ever",
  story:
    "The line behind the await is never reached. Each key that changes is encoded once more, into slices that nobody takes: the keyspace is in memory twice.",
  step: "hybrid",
  file: "keeper.ts",
  find: "    try {\n      await write(snapshot);\n    } finally {\n      this.#snapshot = undefined;\n    }\n",
  replace: "    await write(snapshot);\n    this.#snapshot = undefined;\n",
} satisfies Mutant;
