import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a level that is full is compacted as a whole",
  story:
    "It works, and every now and then a compaction takes an hour and as much space again as " +
    "there is.",
  step: "picking",
  file: "pick.ts",
  find: "  return compactionOf(version, level, [behind ?? files[0]!], limits);",
  replace: "  return compactionOf(version, level, behind ? files : [files[0]!], limits);",
} satisfies Mutant;
