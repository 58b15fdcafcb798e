import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SHUTDOWN is an error where the log has failed",
  story:
    "The disk is broken, and the operator wants to move the database. It has closed its " +
    "files and lets no reply leave, but it does not end: only kill -9 helps.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: "    if (!keeper.isClosed) throw new CommandError(",
  replace: "    throw new CommandError(",
} satisfies Mutant;
