import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an answer does not say which Append it answers",
  story:
    "An answer to a heartbeat of long ago then counts for a question that was asked just now " +
    "(the thesis §6.4).",
  step: "replication",
  file: "node.ts",
  find: "const answered = isOld ? 0 : round;",
  replace: "const answered = 0 * round;",
} satisfies Mutant;
