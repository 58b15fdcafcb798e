import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "A candidate goes although it was read since it was drawn",
  story:
    "The pool remembers an idle time that is not true any more. Redis keeps it so, for speed; " +
    "here the text promises the second look, which costs one comparison.",
  step: "eviction",
  file: "eviction.ts",
  find: "return scoreOf(entry, keyspace) >= score;",
  replace: "return true;",
} satisfies Mutant;
