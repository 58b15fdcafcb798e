import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the inputs may grow as large as they like",
  story: "A compaction that was to take a second takes the whole level.",
  step: "picking",
  file: "pick.ts",
  find: "    if (more.length > upper.length && isSmall && sameLower) {",
  replace: "    if (more.length > upper.length && sameLower) {",
} satisfies Mutant;
