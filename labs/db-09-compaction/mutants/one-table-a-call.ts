import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the hand goes on by one table in each call",
  story:
    "An if in the place of a while. Where a key leaps over two tables, the answer is of " +
    "the wrong one.",
  step: "dropping",
  file: "drop-rule.ts",
  find: `      while (at[level]! < files.length) {
        const { smallest, largest } = files[at[level]!]!;
        if (compareBytes(userKey, userKeyOf(largest)) <= 0) {
          return compareBytes(userKey, userKeyOf(smallest)) < 0;
        }
        at[level]! += 1;
      }
      return true;`,
  replace: `      if (at[level]! < files.length && compareBytes(userKey, userKeyOf(files[at[level]!]!.largest)) > 0) {
        at[level]! += 1;
      }
      const file = files[at[level]!];
      if (file === undefined) return true;
      return (
        compareBytes(userKey, userKeyOf(file.smallest)) < 0 ||
        compareBytes(userKey, userKeyOf(file.largest)) > 0
      );`,
} satisfies Mutant;
