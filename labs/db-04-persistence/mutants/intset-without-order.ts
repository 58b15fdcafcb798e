import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "members of an intset may stand in any order",
  story:
    "They are added to a hash set anyway. But nobody wrote them so: the file is " +
    "damaged, and the next damage is not seen.",
  step: "rdb-decode",
  file: "intset.ts",
  find: "    if (previous !== undefined && member <= previous) {",
  replace: "    if (previous !== undefined && member === previous) {",
} satisfies Mutant;
