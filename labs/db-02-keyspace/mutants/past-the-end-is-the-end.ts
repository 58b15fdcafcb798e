import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a cursor beyond the last bucket ends the iteration",
  story:
    "A cursor that no bucket has cannot be one of ours, so the client is told that it is " +
    "done. It can: it is a cursor of the table as it was before it shrank, and what that " +
    "client has not seen yet is never returned.",
  step: "scan",
  file: "dict.ts",
  find: ["    const { small, large } = this.#bySize();", "    const bucket"].join("\n"),
  replace: [
    "    const { small, large } = this.#bySize();",
    "    if (cursor >= small.size) return 0;",
    "    const bucket",
  ].join("\n"),
} satisfies Mutant;
