import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the next try after a rejection puts the heartbeat of all off",
  story:
    "A follower that comes back with another log is answered try by try. The others hear nothing meanwhile, and vote the leader out of office.",
  step: "replication",
  file: "leadership.ts",
  find: "    if (progress.nextIndex !== before) this.#sendAppend(from);",
  replace: [
    "    if (progress.nextIndex === before) return;",
    "    this.#sinceHeartbeat = 0;",
    "    this.#sendAppend(from);",
  ].join("\n"),
} satisfies Mutant;
