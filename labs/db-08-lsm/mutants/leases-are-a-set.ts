import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a version is leased or not, however many have it",
  story: "The first of two iterators that is closed takes the files away from the other.",
  step: "iterators",
  file: "version-set.ts",
  find: "(this.#leases.get(version) ?? 0) + 1",
  replace: "1",
} satisfies Mutant;
