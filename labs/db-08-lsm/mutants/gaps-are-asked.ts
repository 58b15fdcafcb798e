import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table is asked though it begins behind the key",
  story:
    "The first one that does not end before the key is the one. Unless the key lies in the " +
    "gap before it: then each level costs a read for nothing.",
  step: "point-reads",
  file: "version.ts",
  find: "if (file === undefined || !reachesOver(file, userKey)) continue;",
  replace: "if (file === undefined) continue;",
} satisfies Mutant;
