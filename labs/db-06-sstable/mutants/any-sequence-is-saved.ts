import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "salvage looks at the type of a key, and not at its sequence",
  story: "A key of a sequence that there is not is saved, into a table that no check will pass.",
  step: "leveldb",
  file: "salvage.ts",
  find: "if (parseInternalKey(key) === undefined)",
  replace: "if (key[key.length - 8]! > 1)",
} satisfies Mutant;
