import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a merge of one run is that run",
  story:
    "It spares a layer. The run is not closed twice, says otherwise what is a bug, and may be " +
    "valid when closed.",
  step: "merging",
  file: "merging-iterator.ts",
  find: "  return new MergingIterator(children);",
  replace: "  return children.length === 1 ? children[0]! : new MergingIterator(children);",
} satisfies Mutant;
