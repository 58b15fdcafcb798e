import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the parent of a directory is what stands before its first slash",
  story: "All tests have directories of one name or two. In a/b/c the name of c is never synced.",
  step: "recovery",
  file: "recovery.ts",
  find: 'directory.lastIndexOf("/")',
  replace: 'directory.indexOf("/")',
} satisfies Mutant;
