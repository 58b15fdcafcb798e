import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "checkQuorum does not count the leader itself",
  story:
    "Of three machines one is down, and the leader hears one: two are a majority. It steps down all the same, every " +
    "100 ms, and the cluster does nothing but elect.",
  step: "storm",
  file: "leadership.ts",
  find: "return active + 1 >= majorityOf(this.#progress.size + 1);",
  replace: "return active >= majorityOf(this.#progress.size + 1);",
} satisfies Mutant;
