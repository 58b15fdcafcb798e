import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "MSETNX sets each key that is not there",
  story:
    "One loop instead of two. The keys before the first that is taken are set, the reply " +
    "says that nothing was, and two halves of an order belong to two customers.",
  step: "strings",
  file: "string-commands.ts",
  find: [
    "  if (pairs.some(([key]) => keyspace.get(key) !== undefined)) return integer(0);",
    "  putPairs(keyspace, pairs);",
    "  return integer(1);",
    "",
  ].join("\n"),
  replace: [
    "  for (const [key, value] of pairs) {",
    "    if (keyspace.get(key) !== undefined) return integer(0);",
    "    keyspace.put(key, stringValue(value));",
    "  }",
    "  return integer(1);",
    "",
  ].join("\n"),
} satisfies Mutant;
