import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a rank that lies before the first member names nothing",
  story:
    "-100 counts from the end of three members to -97, and there is nothing at -97. The " +
    "end of a range is cut to the set, its start is not: ZRANGE z -100 -1, the last " +
    "hundred, is empty while there are fewer.",
  step: "sorted-sets",
  file: "sorted-set-bounds.ts",
  find: "const start = Math.max(0, from < 0 ? from + size : from);",
  replace: "const start = from < 0 ? from + size : from;",
} satisfies Mutant;
