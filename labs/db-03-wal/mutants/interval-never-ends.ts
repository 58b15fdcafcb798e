import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an interval that ends begins the next, written to or not",
  story:
    "setInterval would do this. An idle server wakes up every second for years, and on a " +
    "laptop the disk never sleeps.",
  step: "durable",
  file: "interval-sync.ts",
  find: `    this.#isDue = true;
`,
  replace: `    this.#isDue = true;
    this.wrote();
`,
} satisfies Mutant;
