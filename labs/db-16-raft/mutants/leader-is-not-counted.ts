import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the leader does not count its own log",
  story:
    "Safe, and less available: with one machine of three down nothing is committed any more. " +
    "akka-raft, issue 60, has the like in elections.",
  step: "commitment",
  file: "leadership.ts",
  find: "[this.#log.lastIndex, ...matches]",
  replace: "[0, ...matches]",
} satisfies Mutant;
