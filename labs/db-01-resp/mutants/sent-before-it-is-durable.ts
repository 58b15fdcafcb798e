import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "replies are sent while beforeSend is still pending",
  story:
    "The promise is asked for, and nobody waits for it. Every test on a fast disk is green; after a power cut a client holds an OK for a write that is gone.",
  step: "pipelines",
  file: "server.ts",
  find: "    if (ready === undefined) {",
  replace: ["    void ready?.catch(() => {});", "    if (true as boolean) {"].join("\n"),
} satisfies Mutant;
