import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deadline of 0 is not written",
  story:
    "if (deadline) reads well. A key that was to die in 1970, which a replica may still" +
    " hold, lives for ever after a restart.",
  step: "rdb-encode",
  file: "rdb-writer.ts",
  find: "    if (deadline !== undefined) {",
  replace: "    if (deadline) {",
} satisfies Mutant;
