import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table is passed with its last key",
  story:
    "The largest key belongs to the table. With one version of it below, its deletion goes " +
    "too early.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "        if (compareBytes(userKey, userKeyOf(largest)) <= 0) {",
  replace: "        if (compareBytes(userKey, userKeyOf(largest)) < 0) {",
} satisfies Mutant;
