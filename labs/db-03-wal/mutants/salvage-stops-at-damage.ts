import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "salvage takes what stands before the first damage",
  story:
    "It is what recovery does, and the function was copied from there. Of a log of a " +
    "gigabyte with one bad sector at the beginning nothing is left.",
  step: "leveldb",
  file: "salvage.ts",
  find: `        lost.push({ start: found.start, end: found.resumesAt, reason: found.reason });
        break;`,
  replace: `        lost.push({ start: found.start, end: from.size, reason: found.reason });
        return { records, lost };`,
} satisfies Mutant;
