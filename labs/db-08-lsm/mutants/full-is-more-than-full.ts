import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a replayed memtable is full when it has more than writeBufferBytes",
  story: "One byte, which no test with round numbers meets.",
  step: "recovery",
  file: "recovery.ts",
  find: "memtable.memoryBytes >= writeBufferBytes",
  replace: "memtable.memoryBytes > writeBufferBytes",
} satisfies Mutant;
