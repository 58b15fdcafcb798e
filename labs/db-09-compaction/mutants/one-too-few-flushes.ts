import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "it waits until there are more than level0Tables tables",
  story: "The boundary of the trigger.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "newest!.files.length < limits.level0Tables",
  replace: "newest!.files.length <= limits.level0Tables",
} satisfies Mutant;
