import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an annotation that goes beyond a piece of the file is taken for a torn end",
  story:
    "The end of the line is searched in what has been read. Not found there means not in " +
    "the file, to whoever has tested with small files. One annotation in a thousand lies " +
    "across such a border, and then the rest of the file is cut off.",
  step: "append",
  file: "aof-scanner.ts",
  find: ["      if (found !== -1) return true;", ""].join("\n"),
  replace: ["      return found !== -1;", ""].join("\n"),
} satisfies Mutant;
