import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a torn tail stays, and new groups are written behind it",
  story:
    "Reading stops at the tail, so it does no harm. Until something is written behind it: " +
    "the next start stops there again, and what was acknowledged since is cut off.",
  step: "fsync",
  file: "aof-recovery.ts",
  find: ["    if (size < file.size) file.truncate(size);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
