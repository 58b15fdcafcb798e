import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the new manifest is renamed before it is durable",
  story:
    "Write, rename: atomic, says the manual. Atomic is not durable, and a rename is in " +
    "the journal seconds before the blocks of the file are on the disk. The users of ext4 " +
    "had empty files for it in 2009.",
  step: "hybrid",
  file: "whole-file.ts",
  find: ["    file.write(0, bytes);", "    await file.sync();"].join("\n"),
  replace: "    file.write(0, bytes);",
} satisfies Mutant;
