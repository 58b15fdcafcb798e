import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "files overlap where they share a user key",
  story:
    "Most people think of keys as users do. Two versions of one key may end one file and " +
    "begin the next: LevelDB's compactions write such files whenever a snapshot is held, and " +
    "the store that has them no longer opens.",
  step: "manifest",
  file: "version.ts",
  find: "    if (before === undefined || compareInternalKeys(before.largest, file.smallest) < 0) continue;",
  replace: `    if (
      before === undefined ||
      compareBytes(userKeyOf(before.largest), userKeyOf(file.smallest)) < 0
    ) {
      continue;
    }`,
} satisfies Mutant;
