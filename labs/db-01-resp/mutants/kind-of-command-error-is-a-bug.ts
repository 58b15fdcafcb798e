import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an error of a class that extends CommandError is told as an internal one",
  story:
    "The constructor is compared, to be sure that it is one of ours. Commands that share an " +
    "error make a class for it, say WRONGTYPE; its constructor is another. The client reads " +
    "`internal error` where it was to learn what it had done wrong.",
  step: "errors",
  file: "commands.ts",
  find: "  return error instanceof CommandError",
  replace: "  return error instanceof Error && error.constructor === CommandError",
} satisfies Mutant;
