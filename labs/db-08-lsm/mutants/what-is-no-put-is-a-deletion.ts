import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a type that there is not is a deletion",
  story:
    "A format to come, or a byte that rotted: a key goes, where the log should have " +
    "been refused.",
  step: "write-batch",
  file: "write-batch.ts",
  find: [
    "    if (type !== ValueType.Value && type !== ValueType.Deletion) return `a change of type ${type}`;",
    "    const key = prefixed();",
  ].join("\n"),
  replace: "    const key = prefixed();",
} satisfies Mutant;
