import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "RENAMENX does not use the key that is in the way",
  story:
    "Whether there is one is only a question, so it is asked by peek. A lock that others try " +
    "to take over looks idle, and is evicted while it is held.",
  step: "strings",
  file: "key-commands.ts",
  find: "  if (keyspace.get(to!) !== undefined) return integer(0);",
  replace: "  if (keyspace.peek(to!) !== undefined) return integer(0);",
} satisfies Mutant;
