import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a candidate does not follow the leader of its term",
  story:
    "It lost the election, goes on asking, and unseats the winner with the next term. goraft, " +
    "issue 53.",
  step: "replication",
  file: "node.ts",
  find: ["      this.#follow(term, from);", ""].join("\n"),
  replace: ["      if (this.#ballot === undefined) this.#follow(term, from);", ""].join("\n"),
} satisfies Mutant;
