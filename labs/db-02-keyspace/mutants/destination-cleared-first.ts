import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SINTERSTORE removes the destination before it reads the sources",
  story:
    "The destination will be replaced in any case, so it is removed at the top. It may be " +
    "one of the sources, and then its members are gone before they were read; and if a " +
    "source is of the wrong kind, the error has changed something.",
  step: "collections",
  file: "set-commands.ts",
  find: [
    "  const result = combine(setsIn(keyspace, keys));",
    "  if (result.size === 0) keyspace.remove(destination!);",
  ].join("\n"),
  replace: [
    "  keyspace.remove(destination!);",
    "  const result = combine(setsIn(keyspace, keys));",
    "  if (result.size === 0) keyspace.remove(destination!);",
  ].join("\n"),
} satisfies Mutant;
