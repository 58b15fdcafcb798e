import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block that the disk does not read is lost",
  story: "Tried again an hour later, it might be there.",
  step: "leveldb",
  file: "salvage.ts",
  find: "    if (!(error instanceof CorruptionError)) throw error;\n    return error.message;",
  replace: "    return (error as CorruptionError).message;",
} satisfies Mutant;
