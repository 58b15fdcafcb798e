import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a late rejection ends the waiting for an answer, though it moves nothing",
  story:
    "isAwaited is cleared before it is asked whether the rejection is late. The next command costs an Append of its own while one is on its way, and there are two conversations.",
  step: "replication",
  file: "leadership.ts",
  find: "    const before = progress.nextIndex;",
  replace: ["    const before = progress.nextIndex;", "    progress.isAwaited = false;"].join("\n"),
} satisfies Mutant;
