import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the keys are windows of the iterator's memory",
  story: "They are right until its next step, and then all of them are the last one.",
  step: "leveldb",
  file: "denied-keys.ts",
  find: "denied.push(Uint8Array.from(entries.key))",
  replace: "denied.push(entries.key)",
} satisfies Mutant;
