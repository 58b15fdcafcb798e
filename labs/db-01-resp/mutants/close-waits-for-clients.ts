import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "close waits until every client has left",
  story:
    "net.Server's close stops listening and then waits for open connections to end, which " +
    "is right for draining and a hang for everything else: the tests' last line, a restart, " +
    "Ctrl-C. A pooled client never leaves.",
  step: "server",
  file: "server.ts",
  find: "      for (const socket of clients) socket.destroy();",
  replace: "",
} satisfies Mutant;
