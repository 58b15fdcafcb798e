import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the length's high byte comes first",
  story:
    "DataView writes big-endian unless it is told, and one of two calls was not told. " +
    "Records of a length below 256 are read as thousands of bytes.",
  step: "fragments",
  file: "record.ts",
  find: "view.setUint16(at + 4, payload.length, true);",
  replace: "view.setUint16(at + 4, payload.length);",
} satisfies Mutant;
