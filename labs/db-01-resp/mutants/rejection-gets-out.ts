import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a command that fails later is never answered",
  story:
    "try and catch stand around the call, and the call returned a promise: what goes wrong " +
    "later goes wrong outside. Since node 15 an unhandled rejection ends the process; " +
    "before that the connection waited for ever.",
  step: "errors",
  file: "commands.ts",
  find: "return reply instanceof Promise ? reply.catch(failureReply) : reply;",
  replace: "return reply;",
} satisfies Mutant;
