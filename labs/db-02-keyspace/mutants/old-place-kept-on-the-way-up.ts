import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a member whose score rises stays in the index at its old place too",
  story:
    "The author thought that an item moves up by being inserted again, and cleans the " +
    "index only when a score falls. The dict knows one score, the index two places: the " +
    "secondary index that disagrees with its table.",
  step: "sorted-sets",
  file: "sorted-set.ts",
  find: "    else this.#index.delete(before);",
  replace: "    else if (score < before.score) this.#index.delete(before);",
} satisfies Mutant;
