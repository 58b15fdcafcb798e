import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the snapshot is told of commands that need memory, and not of DEL and its like",
  story:
    "The table knows three kinds, and the wrong two are told apart. What DEL, SPOP, LPOP " +
    "and EXPIRE take or change before the walk comes by is not as it was.",
  step: "snapshot",
  file: "observed.ts",
  find: '      if (access === undefined || access === "read") return command;',
  replace: '      if (access !== "grow") return command;',
} satisfies Mutant;
