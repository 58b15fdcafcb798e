import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what an edit replaces is not removed",
  story: "It goes at the next opening. Until then a store of ten gigabytes takes a hundred.",
  step: "writers",
  file: "compaction-host.ts",
  find: `      state.changed();
    },`,
  replace: `      state.onChange();
    },`,
} satisfies Mutant;
