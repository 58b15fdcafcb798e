import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a start writes the whole file again, be it durable or not",
  story:
    "It is safe, and short. A file of ten gigabytes that was closed cleanly is written " +
    "once more at each start, and a power cut on the way finds all of it being written.",
  step: "fsync",
  file: "aof-recovery.ts",
  find: "end.durable ?? 0, size",
  replace: "0, size",
} satisfies Mutant;
