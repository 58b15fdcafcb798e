import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an unknown command ends the connection",
  story:
    "What is not understood is treated like a broken protocol. The frame was whole, and the " +
    "next one can be read: new clients try commands that old servers do not know, CLIENT " +
    "SETINFO for one, and go on without them.",
  step: "errors",
  file: "commands.ts",
  find: "  if (command === undefined) return unknownCommand(request);",
  replace: [
    "  if (command === undefined) {",
    "    session.closing = true;",
    "    return unknownCommand(request);",
    "  }",
  ].join("\n"),
} satisfies Mutant;
