import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a line is known by eight digits of what is durable",
  story:
    "From 4 GiB on there are nine. The log grows past it on a Friday, and the next start cuts off all that is behind it.",
  step: "fsync",
  file: "sum-lines.ts",
  find: "#SUM:([0-9a-f]{1,13})",
  replace: "#SUM:([0-9a-f]{1,8})",
} satisfies Mutant;
