import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what no reply follows is written when the next reply leaves",
  story:
    "Commands are flushed when they are answered. Keys that die at night are written in " +
    "the morning, with the first client, if the server lives until then.",
  step: "fsync",
  file: "aof-file.ts",
  find: ["    if (this.#group.size === 0) queueMicrotask(() => this.#endTurn());", ""].join("\n"),
  replace: "",
} satisfies Mutant;
