import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "level 1 that has to be taken does not count into the sum",
  story:
    "The run below is held against level 0 alone, and waits though it is smaller than " +
    "what is merged.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "    takenBytes += inputBytes;",
  replace: "    if (input.level > 1 || inputBytes <= takenBytes) takenBytes += inputBytes;",
} satisfies Mutant;
