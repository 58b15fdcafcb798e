import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "CH counts members whose score was set to what it was",
  story:
    "Each member that is not passed over counts as changed. The answer of CH is too " +
    "large, and keyspace.changes grows with every ZADD that repeats itself, as those of a " +
    "client that refreshes its scores each second.",
  step: "sorted-sets",
  file: "sorted-set-add.ts",
  find: ["    if (!set.set(member, after)) continue;", ""].join("\n"),
  replace: ["    set.set(member, after);", ""].join("\n"),
} satisfies Mutant;
