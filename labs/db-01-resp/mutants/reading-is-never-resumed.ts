import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client that was slow once is never read again",
  story:
    "Pausing is easy to see the need of; resuming has to be remembered on every path. The " +
    "replies to what was read still come, so it looks well until the client sends its next " +
    "request.",
  step: "pipelines",
  file: "server.ts",
  find: "      else socket.resume();",
  replace: "      else return;",
} satisfies Mutant;
