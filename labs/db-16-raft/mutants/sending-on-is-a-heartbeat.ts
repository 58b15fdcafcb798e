import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is sent on to one follower puts the heartbeat of all off",
  story:
    "Every Append that leaves counts as the leader's word, whoever it goes to. While one follower is brought up the others hear nothing, and vote the leader out of office.",
  step: "commitment",
  file: "leadership.ts",
  find: "    if (progress.nextIndex <= this.#log.lastIndex) this.#sendAppend(from);",
  replace: [
    "    if (progress.nextIndex > this.#log.lastIndex) return;",
    "    this.#sinceHeartbeat = 0;",
    "    this.#sendAppend(from);",
  ].join("\n"),
} satisfies Mutant;
