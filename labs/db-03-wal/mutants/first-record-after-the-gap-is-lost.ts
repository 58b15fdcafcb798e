import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the record with which the log resumes is taken for part of the damage",
  story:
    "The outcome that tells of the gap also tells where the next record is, so the next " +
    "call is taken to be about something else. One good record goes with each stretch of " +
    "bad ones.",
  step: "leveldb",
  file: "salvage.ts",
  find: `        lost.push({ start: found.start, end: found.resumesAt, reason: found.reason });
        break;`,
  replace: `        lost.push({ start: found.start, end: found.resumesAt, reason: found.reason });
        reader.next();
        break;`,
} satisfies Mutant;
