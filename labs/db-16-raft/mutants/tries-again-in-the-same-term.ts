import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a candidate whose votes were split asks again in the same term",
  story: "All have given their vote in this term. A new election is a new term (Raft §5.2).",
  step: "roles",
  file: "node.ts",
  find: ["    this.#term += 1;", ""].join("\n"),
  replace: ["    if (this.#ballot === undefined) this.#term += 1;", ""].join("\n"),
} satisfies Mutant;
