import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "GETEX is logged as it was sent",
  story:
    "It begins with GET and answers a value, so the list of commands that set deadlines " +
    "has not got it. Ten seconds from the restart are not ten seconds from then.",
  step: "append",
  file: "propagation.ts",
  find: '"PEXPIREAT", "GETEX"]',
  replace: '"PEXPIREAT"]',
} satisfies Mutant;
