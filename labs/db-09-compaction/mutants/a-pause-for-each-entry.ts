import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "there is a pause before each entry",
  story: "A turn of the loop costs more than the entry: compaction falls behind the writers.",
  step: "compact",
  file: "compact.ts",
  find: "        if (sliceBytes >= bytes) {",
  replace: "        if (sliceBytes > 0 || bytes === 0) {",
} satisfies Mutant;
