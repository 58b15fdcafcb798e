import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a score that is none is noticed when its turn comes",
  story:
    "Each score is read right before it is stored. The error comes as it should, but the " +
    "members before it have theirs already: half of a ZADD is done, and by " +
    "keyspace.changes none of it.",
  step: "sorted-sets",
  file: "sorted-set-add.ts",
  find: "    items.push({ score: doubleArgument(pairs[i]!), member: pairs[i + 1]! });",
  replace: [
    "    items.push({",
    "      get score() {",
    "        return doubleArgument(pairs[i]!);",
    "      },",
    "      member: pairs[i + 1]!,",
    "    });",
  ].join("\n"),
} satisfies Mutant;
