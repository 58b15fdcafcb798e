import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table is moved whatever lies below",
  story: "Next time it is merged with hundreds of tables at once.",
  step: "picking",
  file: "pick.ts",
  find: "    bytesOf(compaction.grandparents) <= grandparentBytesMax(limits)",
  replace: "    bytesOf(compaction.grandparents) <= Number.POSITIVE_INFINITY",
} satisfies Mutant;
