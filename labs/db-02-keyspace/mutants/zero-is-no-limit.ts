import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LIMIT with a count of 0 is no limit",
  story:
    "0 means all in many places, and -1 here. A page of size 0 answers the whole set: a " +
    "million members to a client that asked for none.",
  step: "sorted-sets",
  file: "sorted-set-bounds.ts",
  find: "const taken = count < 0 ? length : Math.min(count, length);",
  replace: "const taken = count <= 0 ? length : Math.min(count, length);",
} satisfies Mutant;
