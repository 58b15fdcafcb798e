import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the salt is drawn from 65,536",
  story: "It looks random in every file that one looks at. A client can try them all in one value.",
  step: "fsync",
  file: "aof-recovery.ts",
  find: "firstLine(random.below(2 ** 32))",
  replace: "firstLine(random.below(2 ** 16))",
} satisfies Mutant;
