import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SUNIONSTORE leaves the destination its deadline",
  story:
    "The value is replaced in place, and the deadline stays, as for a set that members " +
    "are added to. What was stored is a new value, like that of SET: it dies with the " +
    "deadline of the one before, minutes after it was made.",
  step: "collections",
  file: "set-commands.ts",
  find: "  else keyspace.put(destination!, result);",
  replace: "  else keyspace.replace(destination!, result);",
} satisfies Mutant;
