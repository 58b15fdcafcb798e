import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "salvage ends at the first block that is lost",
  story:
    "What LevelDB's repair does: it copies up to the first error. One bit in the first block loses the table.",
  step: "leveldb",
  file: "salvage.ts",
  find: "      continue;\n",
  replace: "      break;\n",
} satisfies Mutant;
