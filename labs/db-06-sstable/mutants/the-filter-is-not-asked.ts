import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the filter is opened and not asked",
  story: "Every answer is right, and every missing key costs a read, which was the point.",
  step: "table-reader",
  file: "table.ts",
  find: "=== false) return undefined;\n    const lease",
  replace: "=== undefined) return undefined;\n    const lease",
} satisfies Mutant;
