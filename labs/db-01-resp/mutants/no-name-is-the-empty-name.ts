import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "CLIENT GETNAME answers the empty string where no name was given",
  story:
    "The session's name is an empty string until it is set, and is sent as it is. Redis " +
    "answers null, and clients test for null.",
  step: "real-clients",
  file: "base-commands.ts",
  find: '  return session.name === "" ? nil : bulkString(session.name);',
  replace: "  return bulkString(session.name);",
} satisfies Mutant;
