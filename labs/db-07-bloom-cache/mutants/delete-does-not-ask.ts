import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "delete lowers what it can, whether the key is there or not",
  story:
    "A key that is not there has counters of others among its own. To delete it twice by " +
    "mistake denies two of those.",
  step: "counting-filter",
  file: "counting-bloom.ts",
  find: ["    if (!this.mayContain(key)) return false;", ""].join("\n"),
  replace: "",
} satisfies Mutant;
