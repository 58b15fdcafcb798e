import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a write that is to be synced joins a group whose first is not",
  story: "The group is synced if its first is. The second is told that it is durable.",
  step: "writers",
  file: "write-group.ts",
  find: " || (sync && !first.sync)) break;",
  replace: " || (sync && total < 0)) break;",
} satisfies Mutant;
