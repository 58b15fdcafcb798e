import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the votes of the former election are counted with those of the new one",
  story:
    "A candidate gathers a majority over several terms, in none of which it has one. A second " +
    "machine may have it (Raft §5.2).",
  step: "elections",
  file: "node.ts",
  find: "this.#ballot = new Ballot(this.#options.voters, this.id);",
  replace: "this.#ballot ??= new Ballot(this.#options.voters, this.id);",
} satisfies Mutant;
