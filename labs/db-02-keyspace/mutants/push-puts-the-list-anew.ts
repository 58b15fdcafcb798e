import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a push takes the list's deadline away",
  story:
    "The list is read, changed, and put back, as a string would be: and what puts a value " +
    "without naming a deadline means that it has none. A rate limiter that pushes onto a " +
    "list with 60 seconds to live blocks its client for ever.",
  step: "collections",
  file: "list-commands.ts",
  find: "  keep(keyspace, key!, list, elements.length);",
  replace: "  keyspace.put(key!, list);",
} satisfies Mutant;
