import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a merge begins when all tables together are as many as level0Tables",
  story: "Then it never ends: what was merged has many tables too, and is merged again at once.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "if (newest!.files.length < limits.level0Tables) return undefined;",
  replace: "if (version.levels.flat().length < limits.level0Tables) return undefined;",
} satisfies Mutant;
