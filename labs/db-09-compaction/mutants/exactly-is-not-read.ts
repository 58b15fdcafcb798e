import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "readExactly is not counted",
  story: "Block reads go through it, so that the reads of tables are nearly nothing.",
  step: "amplification",
  file: "amplification.ts",
  find: "readExactly: (offset, length) => counted(file.readExactly(offset, length)),",
  replace: "readExactly: (offset, length) => file.readExactly(offset, length),",
} satisfies Mutant;
