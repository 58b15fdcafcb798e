import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that finds nothing to do resolves, also after a failure",
  story:
    "The short way out is the first line of the function. After a write that failed, " +
    "everything whole is durable, the sync resolves, and a caller that only syncs never " +
    "hears of the failure.",
  step: "durable",
  file: "durable-file.ts",
  find: `    this.#check();
    if (this.#durableBytes === this.#size) return;`,
  replace: `    if (this.#durableBytes === this.#size) return;
    this.#check();`,
} satisfies Mutant;
