import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LREM with a negative count removes from the front",
  story:
    "The sign says where to begin, and the absolute value how many; the second half is " +
    "the one that is remembered. With fewer matches than the count both ways remove the " +
    "same, so that most tests agree.",
  step: "collections",
  file: "list.ts",
  find: 'const end: End = count < 0 ? "back" : "front";',
  replace: 'const end = "front" as End;',
} satisfies Mutant;
