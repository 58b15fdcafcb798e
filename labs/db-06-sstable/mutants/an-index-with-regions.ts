import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the index has a restart every 16 entries as data blocks have",
  story:
    "Smaller, and each search walks up to 16 keys that it has to put together. LevelDB's has one for every entry.",
  step: "table-writer",
  file: "table-writer.ts",
  find: "new BlockBuilder(1, compareInternalKeys)",
  replace: "new BlockBuilder(16, compareInternalKeys)",
} satisfies Mutant;
