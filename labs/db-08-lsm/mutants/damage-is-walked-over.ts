import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table with damage is walked over all the same",
  story: "The audit dies of the first bad table, and the twenty behind it are not looked at.",
  step: "leveldb",
  file: "check-store.ts",
  find: "if (this.#checkTable(path)) this.#compare",
  replace: ["this.#checkTable(path);", "      this.#compare"].join("\n"),
} satisfies Mutant;
