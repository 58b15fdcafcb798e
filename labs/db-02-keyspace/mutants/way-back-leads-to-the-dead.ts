import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after a delete, the way back from the next item leads through the deleted one",
  story:
    "The links that lead forward are repaired on every level, and the one that leads back " +
    "is forgotten. ZRANGE is right and ZREVRANGE lists a member that ZSCORE denies.",
  step: "sorted-sets",
  file: "sorted-index.ts",
  find: ["    this.#setPrevious(tower.links[0]!.next, tower.previous);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
