import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "What was drawn and did not go is forgotten",
  story:
    "Redis before 3.0: five keys are drawn, the best goes, four are thrown away. It passes " +
    "every test that looks at one eviction; only the statistics of many show that twice as " +
    "many of the wrong keys go.",
  step: "eviction",
  file: "eviction.ts",
  find: "if (policy !== this.#policy) this.#candidates = [];",
  replace: "this.#candidates = [];",
} satisfies Mutant;
