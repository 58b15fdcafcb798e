import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a redis-server is not known by a SELECT behind an annotation",
  story:
    "With aof-timestamp-enabled its first word in our file is #TS. All that it wrote is taken for a crash, and cut off.",
  step: "fsync",
  file: "aof-sums.ts",
  find: '    if (item.kind !== "request" && item.kind !== "annotation") return false;',
  replace: '    if (item.kind !== "request") return false;',
} satisfies Mutant;
