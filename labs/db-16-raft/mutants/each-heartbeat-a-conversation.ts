import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every reply calls for the next Append, though another one is on its way",
  story:
    "A heartbeat carries what the follower lacks, since the Append before it may be lost. If it is not lost there are two " +
    "replies, each calls for the next entries, and the next heartbeat makes it three. A follower that is far behind is " +
    "sent everything a hundred times; nothing is wrong but the bill.",
  step: "commitment",
  file: "leadership.ts",
  find: "    if (matchIndex < progress.sentIndex) return;\n",
  replace: "",
} satisfies Mutant;
