import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the commit index is set to what was heard last",
  story:
    "The lower one of two bounds may be lower than what is committed. etcd's pull request " +
    "1203 says why it is compared once more; a state machine cannot apply backwards.",
  step: "commitment",
  file: "node.ts",
  find: "this.#commitIndex = Math.max(this.#commitIndex, index);",
  replace: "this.#commitIndex = index;",
} satisfies Mutant;
