import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a leader goes on with each follower where its former leadership stood",
  story:
    "The table of nextIndex is made once, and never again: a leader that is elected a second time sends everybody what they have had for long. Raft Figure 2: reinitialized after election.",
  step: "elections",
  file: "leadership.ts",
  find: "    this.#progress = new Map(options.others.map((other) => [other, new Progress(nextIndex)]));",
  replace: [
    "    const log: RaftLog & { former?: ReadonlyMap<NodeId, Progress> } = options.log;",
    "    const next = (other: NodeId) => log.former?.get(other)?.nextIndex ?? nextIndex;",
    "    this.#progress = new Map(options.others.map((other) => [other, new Progress(next(other))]));",
    "    log.former = this.#progress;",
  ].join("\n"),
} satisfies Mutant;
