import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "HDEL answers how many names of fields that are there it was given",
  story:
    "First count which of the fields are there, then remove them: a field that is named " +
    "twice is counted twice. The answer and the count of changes both drift from what " +
    "happened.",
  step: "collections",
  file: "hash-commands.ts",
  find: "  const removed = fields.filter((field) => hash.delete(field)).length;",
  replace: [
    "  const removed = fields.filter((field) => hash.get(field) !== undefined).length;",
    "  for (const field of fields) hash.delete(field);",
  ].join("\n"),
} satisfies Mutant;
