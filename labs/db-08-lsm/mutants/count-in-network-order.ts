import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the count has its highest byte first",
  story:
    "DataView does that unless it is told otherwise. What was written cannot be read by " +
    "LevelDB, which says that the batch has the wrong count.",
  step: "write-batch",
  file: "write-batch.ts",
  find: "header.setUint32(8, this.#count, true);",
  replace: "header.setUint32(8, this.#count);",
} satisfies Mutant;
