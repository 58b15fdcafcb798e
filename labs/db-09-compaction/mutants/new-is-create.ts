import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a file that must be new is opened even where there is one",
  story:
    "Two writers of one table's number: the second should be refused, and writes over the " +
    "first.",
  step: "amplification",
  file: "amplification.ts",
  find: "disk.open(path, mode)",
  replace: 'disk.open(path, mode === "new" ? "create" : mode)',
} satisfies Mutant;
