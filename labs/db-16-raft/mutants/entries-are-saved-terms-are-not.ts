import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "term and vote are saved only where there are entries to be saved",
  story:
    "The log is what matters, so the log is what is waited for. A vote without an entry is given, " +
    "and forgotten: votedFor stands in Raft Figure 2 under persistent state, and is the first " +
    "thing that people leave out.",
  step: "persistence",
  file: "server.ts",
  find: "if (hardState !== undefined || entries.length > 0) {",
  replace: "if (entries.length > 0) {",
} satisfies Mutant;
