import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table output takes a file that is there",
  story:
    "The file of a crash is in the way, and so it is used. If it is not empty the " +
    "writer takes it for a bug; if it is another's, it is one.",
  step: "flush",
  file: "table-output.ts",
  find: 'filePath(place.directory, "table", number), "new")',
  replace: 'filePath(place.directory, "table", number), "create")',
} satisfies Mutant;
