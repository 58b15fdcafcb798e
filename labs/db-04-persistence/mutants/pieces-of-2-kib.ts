import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a file is read in pieces of 2 KiB",
  story:
    "The result is the same, and each piece is a call of the kernel: a file of 100 GB " +
    "costs fifty million of them, and a start takes longer than the disk.",
  step: "append",
  file: "aof-scanner.ts",
  find: "const WINDOW_BYTES = 65_536;",
  replace: "const WINDOW_BYTES = 2_048;",
} satisfies Mutant;
