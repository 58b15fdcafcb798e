import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "logs are compared by their length alone",
  story:
    "A machine that was cut off, and took many entries that nobody confirmed, overwrites what " +
    "was committed meanwhile. The last term counts first (Raft §5.4.1).",
  step: "elections",
  file: "node.ts",
  find: "lastLogTerm > lastTerm || (lastLogTerm === lastTerm && lastLogIndex >= lastIndex);",
  replace: "lastLogIndex >= lastIndex;",
} satisfies Mutant;
