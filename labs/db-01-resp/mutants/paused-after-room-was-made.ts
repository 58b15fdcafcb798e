import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client is no longer read although all its replies were sent",
  story:
    "receive said false, so reading stops, as with any stream. But the output was taken in " +
    "between and the kernel took all of it: no drain will follow, and nothing resumes. One " +
    "reply above the mark to a client that reads quickly, and its next request is never " +
    "answered.",
  step: "pipelines",
  file: "server.ts",
  find: "if (congested() || (!ready && connection.paused)) socket.pause();",
  replace: "if (congested() || !ready) socket.pause();",
} satisfies Mutant;
