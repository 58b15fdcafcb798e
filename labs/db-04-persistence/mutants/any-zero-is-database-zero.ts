import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "any spelling of zero is database 0",
  story:
    'Number("00") and Number("") are 0, and nobody writes so. A file in which a bit has turned is read as if it had not, and what else has turned is not asked.',
  step: "append",
  file: "replay.ts",
  find: 'if (database !== "0")',
  replace: "if (Number(database) !== 0)",
} satisfies Mutant;
