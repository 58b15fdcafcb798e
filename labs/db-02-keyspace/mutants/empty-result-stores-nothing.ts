import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SINTERSTORE with an empty result leaves the destination as it was",
  story:
    "There is nothing to store, so nothing is stored. The answer is 0, and the " +
    "destination still has yesterday's members.",
  step: "collections",
  file: "set-commands.ts",
  find: [
    "  if (result.size === 0) keyspace.remove(destination!);",
    "  else keyspace.put(destination!, result);",
  ].join("\n"),
  replace: "  if (result.size > 0) keyspace.put(destination!, result);",
} satisfies Mutant;
