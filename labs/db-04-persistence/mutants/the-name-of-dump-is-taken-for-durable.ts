import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "dump.rdb is loaded, and the directory not synced",
  story:
    "It has a name, so the rename was done; it was synced before. The server that renamed " +
    "it was killed before it synced the directory, and a power cut brings the old file " +
    "back, after its successor has told what is in the new one.",
  step: "hybrid",
  file: "load-persistence.ts",
  find: ["    await disk.syncDirectory(parentOf(dbfilename));", ""].join("\n"),
  replace: "",
} satisfies Mutant;
