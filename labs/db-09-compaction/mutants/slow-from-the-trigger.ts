import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "writers are slowed from level0Tables tables on",
  story:
    "Whenever there is something to merge writers wait, also where the merges keep up easily. " +
    "HBase and Cassandra operators know such settings by their sawtooth.",
  step: "pressure",
  file: "pressure.ts",
  find: "length >= limits.level0Slow",
  replace: "length >= limits.level0Tables",
} satisfies Mutant;
