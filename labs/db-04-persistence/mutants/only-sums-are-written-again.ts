import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what a start has found is written again only where lines of sums say from where on",
  story:
    "A file of redis-server's has none, and nothing in it is known to be durable. A sync " +
    "of it had failed before: what the start shows is in the cache alone, and stays " +
    "there.",
  step: "fsync",
  file: "aof-recovery.ts",
  find: "    rewrite(file, end.durable ?? 0, size);",
  replace: "    if (end.durable !== undefined) rewrite(file, end.durable, size);",
} satisfies Mutant;
