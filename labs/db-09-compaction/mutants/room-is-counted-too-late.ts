import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a run right below one that is taken is taken too, for want of room",
  story:
    "The level of a run that is taken counts as full, though it is emptied. So every second " +
    "merge takes everything, and the bytes written grow with the square of the data: seen in " +
    "the first reference of this lab, by a simulation, and by no test of contents.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "if (!isAll && input.level > 1 && inputBytes > takenBytes) break;",
  replace:
    "if (!isAll && input.level !== inputs.at(-1)!.level + 1 && inputBytes > takenBytes) break;",
} satisfies Mutant;
