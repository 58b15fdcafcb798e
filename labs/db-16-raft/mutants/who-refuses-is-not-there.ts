import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "checkQuorum counts only those that accept",
  story:
    "A follower that is far behind refuses one Append after the other while its log is being matched. It is there, and " +
    "the leader steps down for want of it.",
  step: "storm",
  file: "leadership.ts",
  find: `    progress.isActive = true;
    if (reply.ok)`,
  replace: `    if (reply.ok) progress.isActive = true;
    if (reply.ok)`,
} satisfies Mutant;
