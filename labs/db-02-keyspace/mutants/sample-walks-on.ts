import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "sample takes the next entry after a random bucket",
  story:
    "It always ends, it is short, and it draws the entry behind a long run of empty buckets " +
    "as often as the run is long. A cache that evicts by such samples evicts the same " +
    "neighbours again and again. Redis's own test for this is called dictGetFairRandomKey.",
  step: "dict",
  file: "dict.ts",
  find: ["    for (;;) {", "      const drawn = random.below(buckets);"].join("\n"),
  replace: "    for (let drawn = random.below(buckets); ; drawn = (drawn + 1) % buckets) {",
} satisfies Mutant;
