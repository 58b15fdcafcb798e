import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each call looks from the first table on",
  story:
    "Right, and a merge of a million deletions over a thousand tables makes a thousand " +
    "million comparisons.",
  step: "dropping",
  file: "drop-rule.ts",
  find: `    levels.every((files, level) => {
`,
  replace: `    levels.every((files, level) => {
      at[level] = 0;
`,
} satisfies Mutant;
