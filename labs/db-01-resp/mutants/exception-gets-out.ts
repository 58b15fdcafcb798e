import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an exception in a command ends the process for all clients",
  story:
    "Commands are called as if they could not fail. The exception travels through receive " +
    "into the socket's data event, where nobody catches it.",
  step: "errors",
  file: "commands.ts",
  find: [
    "  try {",
    "    const reply = command.run(session, request.slice(1), commands);",
    "    return reply instanceof Promise ? reply.catch(failureReply) : reply;",
    "  } catch (error) {",
    "    return failureReply(error);",
    "  }",
  ].join("\n"),
  replace: [
    "  const reply = command.run(session, request.slice(1), commands);",
    "  return reply instanceof Promise ? reply.catch(failureReply) : reply;",
  ].join("\n"),
} satisfies Mutant;
