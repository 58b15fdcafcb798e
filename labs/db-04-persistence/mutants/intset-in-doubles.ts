import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "members of 8 bytes go through a double",
  story: "Beyond 2^53 two neighbours become one. Ids of Twitter, Discord and Instagram are there.",
  step: "rdb-decode",
  file: "intset.ts",
  find: "          : view.getBigInt64(at, true);",
  replace: "          : Number(view.getBigInt64(at, true));",
} satisfies Mutant;
