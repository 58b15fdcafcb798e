import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that nobody waits for, and that fails, ends the process",
  story:
    "A key dies, its DEL is flushed at the end of the turn, the disk fails: a promise rejects that nobody holds.",
  step: "fsync",
  file: "aof-file.ts",
  find: "    turn.catch(() => {});\n",
  replace: "",
} satisfies Mutant;
