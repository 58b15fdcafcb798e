import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every machine waits for the same number of ticks",
  story:
    "Then all lose patience at once, vote for themselves, and do so again in the next term, " +
    "for ever. Raft §9.3 measures it: without chance elections took more than ten seconds.",
  step: "roles",
  file: "node.ts",
  find: "this.#timeout = electionTicks + random.below(electionTicks);",
  replace: "this.#timeout = electionTicks;",
} satisfies Mutant;
