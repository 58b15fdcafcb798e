import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an Append has as many entries as there are",
  story:
    "A follower that was away for an hour is sent the whole hour in one message, again with " +
    "each heartbeat.",
  step: "replication",
  file: "leadership.ts",
  find: "this.#log.slice(nextIndex, this.#log.lastIndex + 1, appendEntriesMax)",
  replace: "this.#log.slice(nextIndex, this.#log.lastIndex + Math.sign(appendEntriesMax))",
} satisfies Mutant;
