import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the log of the greatest number is the one that may be torn",
  story:
    "A recovery that crashed has left an empty log behind the torn one. From now on every opening calls the store damaged.",
  step: "recovery",
  file: "recovery.ts",
  find: "const last = paths.findLastIndex((path) => sizeOf(disk, path) > 0);",
  replace: "const last = paths.length - 1;",
} satisfies Mutant;
