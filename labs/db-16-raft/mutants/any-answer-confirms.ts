import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a round that was confirmed once confirms every later read",
  story:
    "A majority has answered lately, and so it leads. Lately is not since: the answers were to " +
    "what left before the read was asked. Stale reads are among the 21 issues of Jepsen's " +
    "Redis-Raft 1b3fbf6 (2020).",
  step: "clients",
  file: "leadership.ts",
  find: "    if (this.#isRoundSent) {",
  replace: "    if (this.#isRoundSent && this.#round === 0) {",
} satisfies Mutant;
