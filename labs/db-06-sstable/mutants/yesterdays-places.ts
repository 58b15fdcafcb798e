import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the table of places is not emptied between two calls",
  story:
    "Places of the input before are looked at in this one. Mostly they do not match; where they lie ahead, the copy points to what is not written yet.",
  step: "snappy",
  file: "snappy.ts",
  find: "  places.fill(0, 0, 1 << bits);\n",
  replace: "",
} satisfies Mutant;
