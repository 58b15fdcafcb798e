import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "whether a table is there is asked by the name that it would have today",
  story: "A store from before LevelDB 1.14 is whole, and is refused: its tables are called .sst.",
  step: "recovery",
  file: "recovery.ts",
  find: `const tables = new Set(numbersOf(disk, directory, "table"));
  const lost = version.levels.flat().find(({ number }) => !tables.has(number));`,
  replace:
    'const lost = version.levels.flat().find(({ number }) => !disk.exists(filePath(directory, "table", number)));',
} satisfies Mutant;
