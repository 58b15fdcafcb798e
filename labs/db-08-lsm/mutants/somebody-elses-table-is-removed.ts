import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "whatever fails, the file of this number is removed",
  story:
    "The number was taken: the table of that number is the one that goes. It was in the " +
    "version.",
  step: "flush",
  file: "table-output.ts",
  find: ["    output?.abandon();", "    throw error;"].join("\n"),
  replace: [
    "    output?.abandon();",
    '    if (place.disk.exists(filePath(place.directory, "table", number))) {',
    '      place.disk.remove(filePath(place.directory, "table", number));',
    "    }",
    "    throw error;",
  ].join("\n"),
} satisfies Mutant;
