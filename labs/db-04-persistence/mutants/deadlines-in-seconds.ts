import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the deadline in a log is rounded to seconds",
  story:
    "Who reads logs likes short numbers, and a second does not matter. It does for a lock " +
    "of 300 ms, which is logged as one that ended before it began, and for every " +
    "comparison of two copies.",
  step: "append",
  file: "propagation.ts",
  find: '        : words("SET", key, text(entry), "PXAT", entry.deadline);',
  replace:
    '        : words("SET", key, text(entry), "PXAT", Math.floor(entry.deadline / 1000) * 1000);',
} satisfies Mutant;
