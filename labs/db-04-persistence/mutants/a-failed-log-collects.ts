import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after a failure what is appended is still collected",
  story:
    "The disk is full, the server goes on reading, and each key that dies adds its DEL to a group that nobody writes. A week later the memory is full, too.",
  step: "fsync",
  file: "aof-file.ts",
  find: "    if (this.#closing !== undefined || this.failure !== undefined) return;",
  replace: "    if (this.#closing !== undefined) return;",
} satisfies Mutant;
