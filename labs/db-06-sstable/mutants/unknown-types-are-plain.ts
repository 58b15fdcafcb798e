import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block of an unknown type is taken as it is",
  story: "A table of next year's LevelDB, with Zstandard, is then full of keys that nobody wrote.",
  step: "table-reader",
  file: "format.ts",
  find: "if (type !== CompressionType.Snappy) throw damaged(file, offset, `a block of type ${type}`);",
  replace: "if (type !== CompressionType.Snappy) return contents;",
} satisfies Mutant;
