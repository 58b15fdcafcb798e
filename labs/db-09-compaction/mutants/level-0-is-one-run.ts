import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the tables of level 0 are walked over as one run",
  story: "They overlap: the entries come in no order.",
  step: "compact",
  file: "compact.ts",
  find: "      level === 0 ? files.map((file) => [file]) : [files],",
  replace: "      level < 0 ? files.map((file) => [file]) : [files],",
} satisfies Mutant;
