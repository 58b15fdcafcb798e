import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title:
    "what a follower has confirmed is known in the machine's next leadership too, as far as it is committed",
  story:
    "It seems safe: what is committed is never lost. But the follower may have confirmed another entry there, of which a majority knew nothing. The leader does not go back behind it, and the follower refuses every Append for ever. Raft Figure 2: reinitialized after election.",
  step: "commitment",
  file: "leadership.ts",
  find: "    this.#progress = new Map(options.others.map((other) => [other, new Progress(nextIndex)]));",
  replace: [
    "    const log: RaftLog & { former?: ReadonlyMap<NodeId, Progress> } = options.log;",
    "    this.#progress = new Map(options.others.map((other) => [other, new Progress(nextIndex)]));",
    "    for (const [other, progress] of this.#progress) {",
    "      const known = log.former?.get(other)?.matchIndex ?? 0;",
    "      progress.matchIndex = Math.min(known, options.commitIndex());",
    "    }",
    "    log.former = this.#progress;",
  ].join("\n"),
} satisfies Mutant;
