import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all is merged when the others have more than twice the last, and not at twice",
  story: "The boundary of the space that may be wasted.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "upperBytes >= SPACE_RATIO_MAX",
  replace: "upperBytes > SPACE_RATIO_MAX",
} satisfies Mutant;
