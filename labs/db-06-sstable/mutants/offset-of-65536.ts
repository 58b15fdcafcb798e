import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a copy of two bytes of offset reaches 65,536 bytes back",
  story: "The offset is written in 16 bits, where 65,536 is 0.",
  step: "snappy",
  file: "snappy.ts",
  find: "const OFFSET_MAX = 65_535;",
  replace: "const OFFSET_MAX = 65_536;",
} satisfies Mutant;
