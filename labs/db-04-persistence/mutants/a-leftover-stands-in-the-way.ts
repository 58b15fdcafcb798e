import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the temporary manifest of a crash is not replaced",
  story:
    "It must be new, says the mode in which it is opened. After a crash in the middle of " +
    "writing it, it is not, and no server starts any more until somebody removes it by " +
    "hand.",
  step: "hybrid",
  file: "whole-file.ts",
  find: ["  if (disk.exists(path)) disk.remove(path);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
