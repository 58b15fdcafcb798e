import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last increment may be torn, even where it holds nothing yet",
  story:
    "Only the last file may end in the middle of a command. A crash in a rewrite leaves " +
    "an empty increment behind the one that is torn, and the server refuses to start. " +
    "Redis 7 does.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: "    const last = increments.findLast(({ name }) => this.#holdsAnything(name));",
  replace: "    const last = increments.at(-1);",
} satisfies Mutant;
