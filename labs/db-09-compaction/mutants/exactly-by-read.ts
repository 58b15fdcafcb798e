import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "readExactly is a read, and nobody looks whether all came",
  story:
    "A table that was cut is found by its missing bytes. Now it is read as if it were " +
    "shorter.",
  step: "amplification",
  file: "amplification.ts",
  find: "readExactly: (offset, length) => counted(file.readExactly(offset, length)),",
  replace: "readExactly: (offset, length) => counted(file.read(offset, length)),",
} satisfies Mutant;
