import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what was dropped is told from the bad fragment on",
  story: "A record of ten blocks ends with a bad one. Nine are neither replayed nor told.",
  step: "logged-table",
  file: "logged-table.ts",
  find: "      const { start, reason } = found;",
  replace: "      const { offset: start, reason } = found;",
} satisfies Mutant;
