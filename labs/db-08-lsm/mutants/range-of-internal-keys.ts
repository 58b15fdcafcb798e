import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "whether a table reaches over a key is asked of internal keys",
  story:
    "The ends are internal keys, and so is the target. But the target stands before all " +
    "versions that it may find: a table that begins with the key is passed.",
  step: "point-reads",
  file: "version.ts",
  find: "compareUserKey(smallest, userKey) <= 0 &&",
  replace: "compareInternalKeys(smallest, seekKey(userKey, 2 ** 50)) <= 0 &&",
} satisfies Mutant;
