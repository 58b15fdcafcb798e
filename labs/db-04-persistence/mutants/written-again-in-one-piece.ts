import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is not known to be durable is written again in one piece",
  story:
    "One read and one write are simplest. A log of ten gigabytes that a redis-server wrote takes as much memory at the start, or cannot be read at all.",
  step: "fsync",
  file: "aof-recovery.ts",
  find: "const PIECE_BYTES = 65_536;",
  replace: "const PIECE_BYTES = Number.MAX_SAFE_INTEGER;",
} satisfies Mutant;
