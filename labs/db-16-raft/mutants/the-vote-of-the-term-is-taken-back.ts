import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a leader that steps down by itself takes back its vote",
  story:
    "It follows anew, and a follower has not voted: so it votes for somebody else in the term that it has led itself, " +
    "and that term has two leaders. The vote belongs to the term, and the term is the same.",
  step: "storm",
  file: "node.ts",
  find: `        this.#follow(this.#term, undefined);
      }
      return;`,
  replace: `        this.#follow(this.#term, undefined);
        this.#votedFor = undefined;
      }
      return;`,
} satisfies Mutant;
