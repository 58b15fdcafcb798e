import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a list is one array, shifted from the front",
  story:
    "Array has shift and unshift, and with ten elements they are as fast as push and pop. " +
    "With a million, each of them moves eight megabytes: a queue that a worker has fallen " +
    "behind on becomes slower the longer it is, and never catches up.",
  step: "collections",
  file: "list.ts",
  find: "const NODE_ELEMENTS = 128;",
  replace: "const NODE_ELEMENTS = Number.MAX_SAFE_INTEGER;",
} satisfies Mutant;
