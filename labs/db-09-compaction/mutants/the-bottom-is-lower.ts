import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the level below the output is not asked for older entries",
  story:
    "Whoever writes the level by hand is off by one. The deletion goes, and one level down " +
    "the value is still there.",
  step: "compact",
  file: "compact.ts",
  find: "bottomBelow(host.version, compaction.outputLevel)",
  replace: "bottomBelow(host.version, compaction.outputLevel + 1)",
} satisfies Mutant;
