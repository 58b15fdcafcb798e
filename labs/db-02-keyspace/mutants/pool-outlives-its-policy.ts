import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "Candidates of the old policy are compared with those of the new one",
  story:
    "CONFIG SET maxmemory-policy while the server runs: the pool holds times of use, and the " +
    "new scores are deadlines.",
  step: "eviction",
  file: "eviction.ts",
  find: `if (policy !== this.#policy) this.#candidates = [];
    this.#policy = policy;`,
  replace: "this.#policy = policy;",
} satisfies Mutant;
