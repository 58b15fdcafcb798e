import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the same write in two places is in order",
  story:
    "A compaction that forgot to delete its input leaves every entry twice; it is seen when one of the two is deleted.",
  step: "leveldb",
  file: "check-store.ts",
  find: ["          if (isTwice) this.#outOfOrder(places[at]!, key);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
