import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the timer of the interval goes on when the log has failed",
  story:
    "A truncation had failed, and the log took nothing any more. A second later it " + "synced.",
  step: "segments",
  file: "log.ts",
  find: `    this.#interval?.stop();
    return this.#failure;
`,
  replace: `    return this.#failure;
`,
} satisfies Mutant;
