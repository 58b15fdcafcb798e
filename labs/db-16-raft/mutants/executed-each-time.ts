import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a request that comes again is executed again",
  story:
    "A retry after a lost answer is the same command twice in the log: money is moved twice. Raft " +
    "§8 describes it. TiDB 2.1.7 retried transactions by itself, and lost updates (Jepsen, 2019).",
  step: "clients",
  file: "sessions.ts",
  find: "if (last !== undefined && sequence <= last.sequence) {",
  replace: "if (last !== undefined && sequence < last.sequence) {",
} satisfies Mutant;
