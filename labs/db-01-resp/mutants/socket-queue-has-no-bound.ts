import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the bound holds in the connection, and the socket's queue grows without one",
  story:
    "socket.write takes whatever it is given; that it returned false is advice. Output is " +
    "taken as fast as it is made, so the connection is never paused, and the memory that it " +
    "saves is spent one layer below.",
  step: "pipelines",
  file: "server.ts",
  find: "    while (!hungUp && !held && !socket.destroyed && !congested()) {",
  replace: "    while (!hungUp && !held && !socket.destroyed) {",
} satisfies Mutant;
