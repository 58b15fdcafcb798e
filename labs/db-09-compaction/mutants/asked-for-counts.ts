import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a read counts as many bytes as were asked for",
  story:
    "Readers ask for more than there is at the end of a file, and a scan looks dearer than it " +
    "is.",
  step: "amplification",
  file: "amplification.ts",
  find: "read: (offset, length) => counted(file.read(offset, length)),",
  replace: `read: (offset, length) => {
      read[kind] += length;
      return file.read(offset, length);
    },`,
} satisfies Mutant;
