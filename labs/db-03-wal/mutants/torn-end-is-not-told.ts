import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a torn end is not counted among what was lost",
  story:
    "Torn ends are normal: each crash leaves one. But in a log that was synced to its " +
    "end, or whose middle is what is bad, it is the largest loss of all, and the report " +
    "says none.",
  step: "leveldb",
  file: "salvage.ts",
  find: `      case "torn":
        lost.push({ start: found.start, end: from.size, reason: found.reason });
        return`,
  replace: `      case "torn":
        return`,
} satisfies Mutant;
