import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "scan calls the visitor while it walks through the tables",
  story:
    "The visitor reads the dict, which is allowed; that moves buckets, and the walk goes on " +
    "in tables that are no longer those it began with. Redis pauses the rehash during a " +
    "scan; collecting first does as well.",
  step: "scan",
  file: "dict.ts",
  find: ["    const chains = [nodesOf(small, bucket)];", ""].join("\n"),
  replace: [
    "    for (const { key, value } of nodesOf(small, bucket)) visit(key, value);",
    "    const chains: Node<V>[][] = [];",
    "",
  ].join("\n"),
} satisfies Mutant;
