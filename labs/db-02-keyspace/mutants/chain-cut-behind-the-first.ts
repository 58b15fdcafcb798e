import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "deleting the first entry of a chain empties the bucket",
  story:
    "The bucket pointed to the entry, and now it points to nothing. Whatever stood behind " +
    "it in the chain is gone with it. Tests without collisions do not notice.",
  step: "dict",
  file: "chain.ts",
  find: "if (before === undefined) table.set(bucket, node.next);",
  replace: "if (before === undefined) table.set(bucket, undefined);",
} satisfies Mutant;
