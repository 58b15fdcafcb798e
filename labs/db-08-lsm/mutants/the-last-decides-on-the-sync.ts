import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a group is synced if its last one is",
  story: "The batch is merged in a loop, and the flag of the last turn is what is left.",
  step: "writers",
  file: "write-path.ts",
  find: "    if (group[0]!.sync) await",
  replace: "    if (group.at(-1)!.sync) await",
} satisfies Mutant;
