import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the table of a level is found by its largest user key",
  story:
    "The sequence is for inside the table. Where two neighbours share a key, who reads at an " +
    "old snapshot is sent to the first, whose versions are all too new, and is told that " +
    "there is nothing.",
  step: "point-reads",
  file: "version.ts",
  find: "    if (compareInternalKeys(files[middle]!.largest, target) < 0) low = middle + 1;",
  replace: `    const isBefore = compareBytes(userKeyOf(files[middle]!.largest), userKeyOf(target)) < 0;
    if (isBefore) low = middle + 1;`,
} satisfies Mutant;
