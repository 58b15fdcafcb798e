import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "scan moves ten buckets, as the other operations do",
  story:
    "One more caller that helps with the rehash. A scan is then an operation that changes " +
    "the dict, and two iterations that run side by side disturb each other: an entry is " +
    "visited twice although nothing was set or deleted.",
  step: "scan",
  file: "dict.ts",
  find: ["    const { small, large } = this.#bySize();", "    const bucket"].join("\n"),
  replace: [
    "    this.rehash(BUCKETS_PER_OPERATION);",
    "    const { small, large } = this.#bySize();",
    "    const bucket",
  ].join("\n"),
} satisfies Mutant;
