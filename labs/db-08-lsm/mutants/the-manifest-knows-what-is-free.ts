import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "new numbers begin where the MANIFEST says",
  story:
    "A recovery that was cut short has left a table of the next number. The next one finds it in its way, and the one after that too: EEXIST for ever.",
  step: "recovery",
  file: "recovery.ts",
  find: "let nextFileNumber = Math.max(old.nextFileNumber, freeNumber(disk, directory));",
  replace: "let nextFileNumber = old.nextFileNumber + 0 * freeNumber(disk, directory);",
} satisfies Mutant;
