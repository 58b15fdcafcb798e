import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "nobody sees to it that a group is written",
  story:
    "Whoever asks is to flush, and under everysec nobody does. What clients were told, and the keys that died at " +
    "night, are written when the server is closed, if it lives until then.",
  step: "fsync",
  file: "aof-file.ts",
  find: ["    this.#turn ??= this.#endOfTurn();", ""].join("\n"),
  replace: "",
} satisfies Mutant;
