import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after close replies leave as before",
  story:
    "The log is closed, and nothing more is written. What is asked in those last " +
    "milliseconds is executed, answered, and lost.",
  step: "hybrid",
  file: "keeper.ts",
  find: [
    "    this.#leaving = Promise.reject(closed());",
    "    this.#leaving.catch(() => {});",
    "    await this.jobs.giveUp();",
  ].join("\n"),
  replace: "    await this.jobs.giveUp();",
} satisfies Mutant;
