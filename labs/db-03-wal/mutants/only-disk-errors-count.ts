import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an error that is no DiskError does not fail the log",
  story:
    "There were too many open files, which no DiskError stands for. The next segment was " +
    "not made, the loop of the turns was gone, and all appends that waited hung for ever.",
  step: "segments",
  file: "log.ts",
  find: `    if (error instanceof InvariantError) throw error;
`,
  replace: `    if (error instanceof InvariantError) throw error;
    if ((error as Error).name !== "DiskError" && !isFailure(error)) throw error;
`,
} satisfies Mutant;
