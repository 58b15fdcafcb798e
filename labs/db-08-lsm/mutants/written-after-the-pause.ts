import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a write that was slowed down does not look whether the store has failed meanwhile",
  story: "It is told that it was made, in a store that had ended. The reference did so at first.",
  step: "writers",
  file: "write-path.ts",
  find: `      else await this.#rotate();
    }
    this.#state.check();`,
  replace: `      else await this.#rotate();
    }`,
} satisfies Mutant;
