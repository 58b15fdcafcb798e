import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a leader that steps down by itself goes on to the next term",
  story:
    "A new term has no vote given, so nothing is unsafe. But a term is what an election begins, and nobody has " +
    "begun one: where links are bad the terms tell of elections that never were, and what the leader of the " +
    "former term still sends is refused.",
  step: "storm",
  file: "node.ts",
  find: `this.#follow(this.#term, undefined);
      }
      return;`,
  replace: `this.#follow(this.#term + 1, undefined);
      }
      return;`,
} satisfies Mutant;
