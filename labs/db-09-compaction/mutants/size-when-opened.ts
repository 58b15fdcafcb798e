import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the handle has the size that the file had when it was opened",
  story:
    "A spread of the handle, or a field instead of a getter, copies the size once. Whoever " +
    "appends by it writes over what is there.",
  step: "amplification",
  file: "amplification.ts",
  find: `    get size() {
      return file.size;
    },`,
  replace: "    size: file.size,",
} satisfies Mutant;
