import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the timeout is drawn when the machine begins, and never again",
  story:
    "Two machines that drew the same split their votes again and again. openraft sampled once " +
    "for each engine until its pull request 1838; goraft issue 13 asks for a new timeout " +
    "after a split vote.",
  step: "roles",
  file: "node.ts",
  find: "this.#timeout = electionTicks + random.below(electionTicks);",
  replace: "if (this.#timeout === 0) this.#timeout = electionTicks + random.below(electionTicks);",
} satisfies Mutant;
