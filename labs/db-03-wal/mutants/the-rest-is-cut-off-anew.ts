import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "for every fragment the rest of the record is copied",
  story:
    "slice for subarray. A record of 4 MiB has 129 fragments and is copied 65 times; the " +
    "bytes are right.",
  step: "fragments",
  file: "record.ts",
  find: "const payload = record.subarray(taken, taken + room);",
  replace: "const payload = record.slice(taken).subarray(0, room);",
} satisfies Mutant;
