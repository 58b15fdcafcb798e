import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an Append without entries is not awaited",
  story:
    "Three commands that come between a heartbeat and its answer would share an Append. So the first goes alone, and the others wait until it is answered.",
  step: "commitment",
  file: "leadership.ts",
  find: "    progress.isAwaited = true;",
  replace: "    progress.isAwaited ||= entries.length > 0;",
} satisfies Mutant;
