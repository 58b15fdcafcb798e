import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each run is held against level 0 alone, and not against all that was taken",
  story:
    "Nearly the same for a young store. Later the large runs are never merged, and level after " +
    "level fills up.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: `    takenBytes += inputBytes;
`,
  replace: "",
} satisfies Mutant;
