import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a member may be there twice if its scores differ",
  story: "set says false where nothing changed; with another score something did.",
  step: "rdb-decode",
  file: "rdb-values.ts",
  find: [
    '    if (set.score(member) !== undefined) fail(0, "a member of a sorted set that is there twice");',
    "    set.set(member, score);",
  ].join("\n"),
  replace:
    '    if (!set.set(member, score)) fail(0, "a member of a sorted set that is there twice");',
} satisfies Mutant;
