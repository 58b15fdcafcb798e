import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an unknown subcommand with a line break in it has no answer that can be sent",
  story:
    "Unknown commands are made safe, and the same text for subcommands is written anew " +
    "beside it. This is Redis's own regression of 2022, mended by pull request 10639: the " +
    "refactored path called the function that does not replace line breaks.",
  step: "real-clients",
  file: "commands.ts",
  find: "return errorReply(`ERR unknown subcommand",
  replace: "return simpleError(`ERR unknown subcommand",
} satisfies Mutant;
