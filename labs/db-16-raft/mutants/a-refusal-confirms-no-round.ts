import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an answer that refuses confirms no round",
  story:
    "Who refuses an Append for want of the entry before it follows this leader all the same. One of three is " +
    "down, the other is far behind: every read waits until that one's log is matched.",
  step: "clients",
  file: "leadership.ts",
  find: "if (reply.round <= progress.round) return;",
  replace: "if (!reply.ok || reply.round <= progress.round) return;",
} satisfies Mutant;
