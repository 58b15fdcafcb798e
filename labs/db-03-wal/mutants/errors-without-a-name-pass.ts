import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only a DiskError fails the file",
  story:
    "EROFS, EFBIG and ENODEV have no DiskError. They are thrown as they came, the file " +
    "stays good, and the next sync succeeds without what this one could not save.",
  step: "durable",
  file: "durable-file.ts",
  find: "if (error instanceof InvariantError) throw error;",
  replace: 'if ((error as Error).name !== "DiskError") throw error;',
} satisfies Mutant;
