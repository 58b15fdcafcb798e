import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a seek after a step back leaves the direction as it was",
  story:
    "The direction is set by the steps, and the seeks forget it. A step back, a seek, a step back: the second " +
    "one moves the run on top alone, while the others stand behind our key. And each scan forwards begins with a " +
    "turn that nobody asked for.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `    for (const { iterator } of this.#runs) iterator.seek(target);
    this.#gather(FORWARDS);`,
  replace: `    for (const { iterator } of this.#runs) iterator.seek(target);
    const direction = this.#direction;
    this.#gather(FORWARDS);
    this.#direction = direction;`,
} satisfies Mutant;
