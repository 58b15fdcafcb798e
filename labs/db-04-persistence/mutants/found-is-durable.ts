import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is read at the start counts as durable after a sync",
  story:
    "The sync succeeds, so everything is on the device. But the kernel has marked as " +
    "clean what the sync before could not write, and has nothing to do. PostgreSQL relied " +
    "on it for twenty years.",
  step: "fsync",
  file: "aof-recovery.ts",
  find: ["    rewrite(file, end.durable ?? 0, size);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
