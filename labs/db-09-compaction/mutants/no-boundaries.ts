import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of a level below 0 is taken what overlaps, and no neighbour",
  story:
    "The older versions of a user key stay in the upper level while the newer go down. " +
    "LevelDB had this until 2019, and deleted values came back (its issue 320).",
  step: "picking",
  file: "pick.ts",
  find: "  return level === 0 ? found : withBoundary(all, found);",
  replace: "  return level === 0 ? found : found.slice();",
} satisfies Mutant;
