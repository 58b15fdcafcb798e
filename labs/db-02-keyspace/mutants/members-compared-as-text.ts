import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "members with equal scores are compared as JavaScript strings",
  story:
    "Strings have < and bytes do not, so both are decoded first. JavaScript compares " +
    "UTF-16 units: an emoji (d83d ...) stands before U+FFFD, in bytes it is behind. And " +
    "two members that are no UTF-8 decode to the same text, are equal, and only one of " +
    "them is in the index.",
  step: "sorted-sets",
  file: "sorted-set.ts",
  find: "  return compareBytes(a.member, b.member);",
  replace: [
    "  const [left, right] = [a, b].map(({ member }) => Buffer.from(member).toString());",
    "  return left === right ? 0 : left! < right! ? -1 : 1;",
  ].join("\n"),
} satisfies Mutant;
