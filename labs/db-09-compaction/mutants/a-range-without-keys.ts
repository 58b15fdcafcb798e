import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a range that ends before it begins has the tables that reach over both its ends",
  story: "The two tests are right one by one: not before, and not behind. The reference had it.",
  step: "leveldb",
  file: "compact-range.ts",
  find: `  if (gte !== undefined && lte !== undefined && compareBytes(gte, lte) > 0) return false;
`,
  replace: "",
} satisfies Mutant;
