import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the text of an unexpected error is sent to the client",
  story:
    "It helps while one debugs, and stays. Messages of TypeErrors, file systems and " +
    "databases hold paths, keys and pieces of other people's data (CWE-209).",
  step: "errors",
  file: "commands.ts",
  find: '    : simpleError("ERR internal error");',
  replace: "    : errorReply(String(error));",
} satisfies Mutant;
