import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a follower takes the commit index over before it looks whether the Append fits",
  story:
    "A leader that comes back from a minority has entries there that are to be overwritten, " +
    "and applies them. TinyKV, issue 191, asks just this.",
  step: "commitment",
  file: "node.ts",
  find: '    const reply = { kind: "append-reply"',
  replace: [
    "    if (!isOld) this.#commitUpTo(Math.min(leaderCommit, this.#log.lastIndex));",
    '    const reply = { kind: "append-reply"',
  ].join("\n"),
} satisfies Mutant;
