import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a command that removed its key by a deadline in the past is logged as it was sent",
  story:
    "EXPIRE k 0 and GETEX k PXAT 1 delete, and look like something else. Read again while " +
    "time stands still for loading, the second gives a key that was deleted a deadline " +
    "and leaves it there.",
  step: "append",
  file: "propagation.ts",
  find: '  if (entry === undefined) return words("DEL", key);',
  replace: "  if (entry === undefined) return request;",
} satisfies Mutant;
