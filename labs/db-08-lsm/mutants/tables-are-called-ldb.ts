import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table under its old name is not found",
  story: "Stores that LevelDB before 1.14 wrote have .sst files, and are whole.",
  step: "leveldb",
  file: "check-store.ts",
  find: "found.tables.set(number, path)",
  replace: 'found.tables.set(number, filePath(this.#directory, "table", number))',
} satisfies Mutant;
