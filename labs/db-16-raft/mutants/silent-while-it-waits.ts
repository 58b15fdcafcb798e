import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a heartbeat goes only to followers from whom no answer is awaited",
  story:
    "Where an Append was lost, the leader waits for its answer for ever, and the follower for " +
    "the leader.",
  step: "elections",
  file: "leadership.ts",
  find: [
    "    this.#sinceHeartbeat = 0;",
    "    for (const to of this.#progress.keys()) this.#sendAppend(to);",
  ].join("\n"),
  replace: [
    "    this.#sinceHeartbeat = 0;",
    "    for (const [to, { isAwaited }] of this.#progress) if (!isAwaited) this.#sendAppend(to);",
  ].join("\n"),
} satisfies Mutant;
