import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the count of a record is not looked at",
  story:
    "What follows from it is the number of the next write. If it lies, two writes get " +
    "the same one.",
  step: "write-batch",
  file: "write-batch.ts",
  find: [
    "  if (found !== count) throw damaged(`it has ${found} changes, and says ${count}`);",
    "  return { sequence, batch: WriteBatch.ofRecord(record, count) };",
  ].join("\n"),
  replace: "  return { sequence, batch: WriteBatch.ofRecord(record, found) };",
} satisfies Mutant;
