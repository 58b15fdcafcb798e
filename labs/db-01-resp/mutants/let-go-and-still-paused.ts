import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client that is let go while it is not read stays unread, and is reset",
  story:
    "Reading on after the goodbye is what a socket does by itself, unless it was paused: for " +
    "a late reply, or because the client was slow. Then what it still sends stays in the " +
    "kernel, and closing a socket with unread bytes resets it.",
  step: "pipelines",
  file: "server.ts",
  find: ["    socket.resume();", "    socket.end("].join("\n"),
  replace: "    socket.end(",
} satisfies Mutant;
