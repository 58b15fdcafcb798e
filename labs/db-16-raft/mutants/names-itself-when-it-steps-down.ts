import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a leader that steps down by itself goes on naming itself as the leader",
  story:
    "Who asks it is told NOT_LEADER, and that it leads: a client that follows the name comes back to the same " +
    "machine, again and again.",
  step: "storm",
  file: "node.ts",
  find: `this.#follow(this.#term, undefined);
      }
      return;`,
  replace: `this.#follow(this.#term, this.id);
      }
      return;`,
} satisfies Mutant;
