import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what was recovered counts as unsynced",
  story:
    "The file is handed over without a word of what is durable in it. Everything works; " +
    "but with 60 MiB unsynced, so it seems, the first record after each start waits for a " +
    "sync that has nothing to do.",
  step: "segments",
  file: "recovery.ts",
  find: "      active: new DurableFile(file, tail.end),",
  replace: "      active: new DurableFile(file),",
} satisfies Mutant;
