import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last level can be full",
  story: "There is nothing below it to compact it into.",
  step: "picking",
  file: "pick.ts",
  find: `  if (level === LEVELS - 1) return 0;
`,
  replace: "",
} satisfies Mutant;
