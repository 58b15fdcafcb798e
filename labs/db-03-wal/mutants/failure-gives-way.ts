import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a failure in the background gives way to the next one",
  story:
    "The interval's sync failed, and the log said so. Then a truncation failed too, and " +
    "from then on it was the directory that was said to have ended the log.",
  step: "segments",
  file: "log.ts",
  find: `    this.#failure ??= this.#active.failure;
`,
  replace: "",
} satisfies Mutant;
