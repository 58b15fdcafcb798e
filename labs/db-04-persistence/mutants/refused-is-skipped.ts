import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a request that cannot be applied is skipped, and reading goes on",
  story:
    "One bad command should not keep a server from starting. What was logged had " +
    "succeeded: where it does not now, the keyspace is another than it was, and " +
    "everything after it builds on that.",
  step: "append",
  file: "replay.ts",
  find: [
    "      if (error instanceof CommandError) this.#fail(at, error.message);",
    "      throw error;",
  ].join("\n"),
  replace: ["      if (error instanceof CommandError) return;", "      throw error;"].join("\n"),
} satisfies Mutant;
