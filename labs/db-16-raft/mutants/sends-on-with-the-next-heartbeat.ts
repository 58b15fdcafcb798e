import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what a follower lacks yet is sent when the next heartbeat is due",
  story:
    "Right, and slow: a follower that is far behind gets one Append a heartbeat, and may " +
    "never catch up.",
  step: "commitment",
  file: "leadership.ts",
  find: ["    if (progress.nextIndex <= this.#log.lastIndex) this.#sendAppend(from);", ""].join(
    "\n",
  ),
  replace: "",
} satisfies Mutant;
