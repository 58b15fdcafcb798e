import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of a damaged block the entries before the damage are saved",
  story:
    "They were under a checksum that does not hold any more, and one of them is perhaps what was damaged.",
  step: "leveldb",
  file: "salvage.ts",
  find: "    return error.message;",
  replace: "    return entries;",
} satisfies Mutant;
