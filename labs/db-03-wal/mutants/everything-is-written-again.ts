import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "recovery writes the whole last segment again",
  story:
    "Safe and simple, and 64 MiB at each start. A server that is restarted to be back " +
    "soon is back later.",
  step: "segments",
  file: "recovery.ts",
  find: "  const from = Math.max(0, lastStart - unsyncedBytesMax);",
  replace: "  const from = Math.max(0, Math.min(0, lastStart - unsyncedBytesMax));",
} satisfies Mutant;
