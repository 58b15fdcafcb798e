import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the vote of a former term is kept in the new one",
  story:
    "The term is taken over in one place and the vote given in another; what belongs together " +
    "is not set together. The machine votes for nobody else any more.",
  step: "roles",
  file: "node.ts",
  find: "if (term > this.#term) this.#votedFor = undefined;",
  replace: "",
} satisfies Mutant;
