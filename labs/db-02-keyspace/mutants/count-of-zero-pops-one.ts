import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LPOP with a count of 0 pops an element",
  story:
    "The count is optional, and 1 if it is not there, which `count || 1` says, and says " +
    "of 0 as well. A worker that asks for as many jobs as it has free hands takes one " +
    "when it has none.",
  step: "collections",
  file: "list-commands.ts",
  find: "let left = Math.min(count ?? 1, list.size)",
  replace: "let left = Math.min(count || 1, list.size)",
} satisfies Mutant;
