import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that nobody waits for, and that fails, ends the process",
  story:
    "A key dies, its DEL is flushed by a microtask, the disk fails: a promise rejects that nobody holds.",
  step: "fsync",
  file: "aof-file.ts",
  find: "    this.beforeSend()?.catch(() => {});",
  replace: "    void this.beforeSend();",
} satisfies Mutant;
