import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each write under everysec begins the second anew",
  story:
    "A timer that is started again at every write is what a text editor does before it " +
    "saves. A server that is written to all day never syncs.",
  step: "fsync",
  file: "aof-file.ts",
  find: ["    this.#write(group);", "    this.#interval?.wrote();"].join("\n"),
  replace: ["    this.#write(group);", "    this.policy = this.#policy;"].join("\n"),
} satisfies Mutant;
