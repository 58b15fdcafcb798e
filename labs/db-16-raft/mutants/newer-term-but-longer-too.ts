import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a vote needs a last term as high and a last index as high",
  story:
    "Each condition sounds right. A leader that has what was committed, in fewer entries, is " +
    "elected by nobody; in Figure 7 that are (c) and (d) against all others.",
  step: "elections",
  file: "node.ts",
  find: "lastLogTerm > lastTerm || (lastLogTerm === lastTerm && lastLogIndex >= lastIndex);",
  replace: "lastLogTerm >= lastTerm && lastLogIndex >= lastIndex;",
} satisfies Mutant;
