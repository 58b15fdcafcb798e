import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an error that quotes a line break is answered as an internal error",
  story:
    "The command's name goes into the text as it came. The encoder refuses it, so nothing " +
    "is injected, and the client is told that the server failed when it was a typing error. " +
    "Redis lost the replacement in a refactoring and sent broken replies until pull request " +
    "10639.",
  step: "errors",
  file: "commands.ts",
  find: '  return simpleError(text.replace(/[\\r\\n]/g, " "));',
  replace: "  return simpleError(text);",
} satisfies Mutant;
