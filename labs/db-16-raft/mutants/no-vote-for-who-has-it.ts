import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who asks again for a vote that it was given is refused",
  story: "Its answer was lost, and the vote with it. Figure 2: votedFor is null or candidateId.",
  step: "elections",
  file: "node.ts",
  find: "const isFree = this.#votedFor === undefined || this.#votedFor === from;",
  replace: "const isFree = this.#votedFor === undefined;",
} satisfies Mutant;
