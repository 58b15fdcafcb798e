import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the second time that a client is slow, its replies stop for ever",
  story:
    "`once` is what the examples use, next to a write that registers it again. Registered " +
    "once for the whole connection, it sees the first drain and none after it. A test with " +
    "a single large reply passes.",
  step: "pipelines",
  file: "server.ts",
  find: 'socket.on("drain", flush);',
  replace: 'socket.once("drain", flush);',
} satisfies Mutant;
