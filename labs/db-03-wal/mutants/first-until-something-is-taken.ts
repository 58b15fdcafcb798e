import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after an empty FIRST there is another FIRST",
  story:
    "Whether a fragment is the first is asked by what was taken of the record. With " +
    "exactly seven bytes left nothing was taken, and the record has two beginnings.",
  step: "fragments",
  file: "record.ts",
  find: "const isFirst = taken === 0 && at === trailer;",
  replace: "const isFirst = taken === 0;",
} satisfies Mutant;
