import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "0 and -0 are two scores",
  story:
    "Object.is seems to be the strict way to compare. It tells -0 from 0, so ZADD CH " +
    "reports a change where there is none, and db-04 would log a command that did " +
    "nothing.",
  step: "sorted-sets",
  file: "sorted-set.ts",
  find: "if (before?.score === score) return false;",
  replace: "if (Object.is(before?.score, score)) return false;",
} satisfies Mutant;
