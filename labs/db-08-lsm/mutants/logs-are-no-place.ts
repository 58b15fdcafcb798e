import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the logs are left out of the order of places",
  story: "A log from a backup is replayed over newer tables, and hides them.",
  step: "leveldb",
  file: "check-store.ts",
  find: ["      { entries: this.#memtable.iterator(), files: [] },", ""].join("\n"),
  replace: "",
} satisfies Mutant;
