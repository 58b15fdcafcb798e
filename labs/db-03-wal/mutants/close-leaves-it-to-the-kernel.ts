import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "close does not sync",
  story:
    "The file is closed, the process ends in good order, and everything is in the cache. " +
    "Thirty seconds later the power goes.",
  step: "segments",
  file: "log.ts",
  find: `      await this.#truncated;
      await this.#syncAll();`,
  replace: `      await this.#truncated;
      await this.#turn();`,
} satisfies Mutant;
