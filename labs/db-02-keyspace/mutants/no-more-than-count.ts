import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SCAN replies no more than COUNT keys, and drops the rest of the part",
  story:
    "COUNT is taken for a limit, as in SQL. The next cursor is that of the next part, so " +
    "what did not fit is never returned: keys that share a bucket with others are missed, " +
    "with every COUNT.",
  step: "scan",
  file: "scan-commands.ts",
  find: "      found.push(bulkString(name));",
  replace: "      if (found.length < count) found.push(bulkString(name));",
} satisfies Mutant;
