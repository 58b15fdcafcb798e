import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is durable is read as 32 bits with a sign",
  story:
    "From 2 GiB on it is below zero, and proves nothing: rot is taken for a crash, and cut off.",
  step: "fsync",
  file: "sum-lines.ts",
  find: "    field: Number.parseInt(field, 16),",
  replace: "    field: Number.parseInt(field, 16) | 0,",
} satisfies Mutant;
