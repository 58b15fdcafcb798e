import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an Append without entries is accepted unseen",
  story:
    'the MIT 6.824 "Students\' Guide to Raft" (Gjengset, 2016): many answer a heartbeat with ' +
    "success and skip the check. The leader takes it for a promise that the logs are the same " +
    "up to there, and commits by it.",
  step: "replication",
  file: "node.ts",
  find: "if (isOld || this.#log.termAt(prevLogIndex) !== prevLogTerm) {",
  replace: [
    "const fits = entries.length === 0 || this.#log.termAt(prevLogIndex) === prevLogTerm;",
    "    if (isOld || !fits) {",
  ].join("\n"),
} satisfies Mutant;
