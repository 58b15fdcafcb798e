import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client whose requests wait is read on for a megabyte",
  story:
    "Stopping and going on costs two system calls, so reading stops only when it is worth " +
    "it. What was read lies undecoded in the connection. It is bounded, so no test that " +
    "looks for growth sees it, and it is sixteen times what was promised.",
  step: "pipelines",
  file: "server.ts",
  find: "    if (congested() || (!ready && connection.paused)) socket.pause();",
  replace: [
    "    const counted = socket as { surplus?: number };",
    "    const waits = congested() || (!ready && connection.paused);",
    "    counted.surplus = waits ? (counted.surplus ?? 0) + chunk.length : 0;",
    "    if (counted.surplus > 1_048_576) socket.pause();",
  ].join("\n"),
} satisfies Mutant;
