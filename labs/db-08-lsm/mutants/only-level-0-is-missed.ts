import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only tables of level 0 are missed",
  story:
    "A flush makes none elsewhere, so no test had any. The table that is lost is always one further down.",
  step: "recovery",
  file: "recovery.ts",
  find: "version.levels.flat().find(({ number }) => !tables.has(number))",
  replace: "version.levels[0]!.find(({ number }) => !tables.has(number))",
} satisfies Mutant;
