import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the server reads on from a client that does not read",
  story:
    "Execution has stopped, so memory is safe, it seems. What the client sends is kept " +
    "undecoded, and it may send as fast as the network carries. The pressure has to travel " +
    "all the way: not reading is what makes the client's own write wait.",
  step: "pipelines",
  file: "server.ts",
  find: "    if (congested() || (!ready && connection.paused)) socket.pause();",
  replace: "    if (!ready && connection.paused && !congested()) socket.pause();",
} satisfies Mutant;
