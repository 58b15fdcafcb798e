import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table of level 0 is never only moved",
  story: "To fill a store in the order of its keys, each table is written twice.",
  step: "picking",
  file: "pick.ts",
  find: `    input!.level !== compaction.outputLevel &&
`,
  replace: `    input!.level !== compaction.outputLevel &&
    input!.level > 0 &&
`,
} satisfies Mutant;
