import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the audit pauses before each table, and not before a log",
  story: "A hundred logs are replayed in one piece, and the server is silent meanwhile.",
  step: "leveldb",
  file: "check-store.ts",
  find: `      await loopSlices.pause();
      after =`,
  replace: "      after =",
} satisfies Mutant;
