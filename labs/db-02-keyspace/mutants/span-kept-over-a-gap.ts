import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a link that passed over a deleted item stays as long as it was",
  story:
    "Delete unlinks the tower where it stands and returns; the levels above it have " +
    "nothing to unlink. Their spans still count the item, so every rank behind it is one " +
    "too high, and only after a delete below a high tower.",
  step: "sorted-sets",
  file: "sorted-index.ts",
  find: [
    "      link.span -= 1;",
    "      const after = tower.links[level];",
    "      if (after === undefined) continue;",
    "      link.next = after.next;",
    "      link.span += after.span;",
    "",
  ].join("\n"),
  replace: [
    "      const after = tower.links[level];",
    "      if (after === undefined) continue;",
    "      link.next = after.next;",
    "      link.span += after.span - 1;",
    "",
  ].join("\n"),
} satisfies Mutant;
