import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "no whole batch is looked for in the first bytes behind the damage",
  story:
    "It looks from behind the header of the batch that is not there. Where a few bytes stand between two batches, " +
    "which a torn end leaves that was not cut off, the second one is not seen, and it is cut off: it was durable, " +
    "and answered for.",
  step: "persistence",
  file: "storage.ts",
  find: "for (let at = end + 1; at < bytes.length; at++) {",
  replace: "for (let at = end + 9; at < bytes.length; at++) {",
} satisfies Mutant;
