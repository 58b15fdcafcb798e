import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a record that waited for a rotation is written although the log has failed meanwhile",
  story:
    "A truncation failed while the next segment was being made. The record's turn comes, " +
    "the file has no failure of its own, and it is written and acknowledged by a log that " +
    "has told others that it is dead.",
  step: "segments",
  file: "log.ts",
  find: `  #write(record: Uint8Array): void {
    if (this.failure !== undefined) throw this.failure;
`,
  replace: `  #write(record: Uint8Array): void {
`,
} satisfies Mutant;
