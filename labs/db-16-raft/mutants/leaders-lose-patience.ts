import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a leader counts the ticks without a leader, too",
  story: "Its timer runs on, and it begins an election against itself. Nobody sends it heartbeats.",
  step: "elections",
  file: "node.ts",
  find: ["      return;", "    }", "    this.#elapsed += 1;"].join("\n"),
  replace: ["    }", "    this.#elapsed += 1;"].join("\n"),
} satisfies Mutant;
