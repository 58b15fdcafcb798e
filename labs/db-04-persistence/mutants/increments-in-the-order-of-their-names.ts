import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "increments are read in the order of their names",
  story:
    "A directory listing is sorted, so the files come in order: " +
    "appendonly.aof.10.incr.aof stands before appendonly.aof.9.incr.aof. Nobody sees it " +
    "until the tenth start.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: ["    for (const increment of increments) {", "      const path"].join("\n"),
  replace: [
    "    for (const increment of increments.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {",
    "      const path",
  ].join("\n"),
} satisfies Mutant;
