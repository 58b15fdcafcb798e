import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of a key's tag only the type is looked at",
  story:
    "A key that comes before all versions of its user key, and that no snapshot ever sees, is no " +
    "fault.",
  step: "damage",
  file: "check-table.ts",
  find: "if (parseInternalKey(key) === undefined)",
  replace: "if (key[key.length - 8]! > 1)",
} satisfies Mutant;
