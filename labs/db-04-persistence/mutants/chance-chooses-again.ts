import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SPOP is logged as it was sent",
  story:
    "The commands come in the same order, so the result must be the same: that holds for " +
    "all but those that ask for chance. A lottery whose winners are drawn again at each " +
    "restart.",
  step: "append",
  file: "propagation.ts",
  find: '  ...["GETDEL", "SPOP"],',
  replace: '  ...["GETDEL"],',
} satisfies Mutant;
