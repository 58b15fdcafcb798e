import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "behind damage only a batch with entries counts as a whole one",
  story:
    "A batch that saves a term and a vote was answered for like any other. Cut off with the damage before it, the vote is " +
    "forgotten, and may be given again in the same term.",
  step: "persistence",
  file: "storage.ts",
  find: "if (batchAt(bytes, at) !== undefined) {",
  replace: "if ((batchAt(bytes, at)?.entries.length ?? 0) > 0) {",
} satisfies Mutant;
