import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a copy of 65 to 67 bytes is one element",
  story:
    "The length's six bits overflow into nothing, and the copy has 1 to 3 bytes. Only a run of just such a length shows it.",
  step: "snappy",
  file: "snappy.ts",
  find: "  if (left > COPY_BYTES) {\n    putLongCopy(out, offset, left - MATCH_BYTES);\n    left = MATCH_BYTES;\n  }\n",
  replace: "",
} satisfies Mutant;
