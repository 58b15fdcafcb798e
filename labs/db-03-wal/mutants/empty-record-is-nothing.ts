import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an empty record leaves no bytes",
  story:
    "A loop while there is something left. LevelDB's writer says in a comment why it is a " +
    "do-while: whoever appended an empty record, and was told that it is there, counts " +
    "one record too few afterwards.",
  step: "fragments",
  file: "record.ts",
  find: "  let taken = 0;",
  replace: [
    "  if (record.length === 0) return bytes.subarray(0, trailer);",
    "  let taken = 0;",
  ].join("\n"),
} satisfies Mutant;
