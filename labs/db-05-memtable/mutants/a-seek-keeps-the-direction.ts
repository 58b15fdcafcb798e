import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a seek after a step back is taken for a step back: the next step forwards turns",
  story:
    "The direction is set by the steps and not by the seeks. Every answer is right; each range scan " +
    "that follows a step back seeks every file twice.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `    for (const { iterator } of this.#runs) iterator.seek(target);
    this.#gather(FORWARDS);`,
  replace: `    for (const { iterator } of this.#runs) iterator.seek(target);
    const direction = this.#direction;
    this.#gather(FORWARDS);
    this.#direction = direction;`,
} satisfies Mutant;
