import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every reply is a write of its own",
  story:
    "Each reply is sent as soon as it is made, which sounds fast. System calls are most of " +
    "what a small request costs, and without Nagle's algorithm each reply is a packet too: " +
    "a pipeline of a thousand becomes a thousand of both.",
  step: "pipelines",
  file: "server.ts",
  find: "new Connection({ ...options, onLateReply: flush });",
  replace: "new Connection({ ...options, outputHighWaterBytes: 1, onLateReply: flush });",
} satisfies Mutant;
