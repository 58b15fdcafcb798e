import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the kind is taken from the whole path",
  story: "Right as long as the store is in the root. In a directory all files are of no kind.",
  step: "amplification",
  file: "amplification.ts",
  find: `parseFileName(file.path.split("/").at(-1)!)`,
  replace: "parseFileName(file.path)",
} satisfies Mutant;
