import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the server reads on while a late reply is awaited",
  story:
    "Reading stops while the client does not read, which is what one thinks of. A slow " +
    "command stops execution as well, with no output at all to be seen. What the client " +
    "sends meanwhile is kept, however much it is.",
  step: "pipelines",
  file: "server.ts",
  find: "    if (congested() || (!ready && connection.paused)) socket.pause();",
  replace: "    if (congested()) socket.pause();",
} satisfies Mutant;
