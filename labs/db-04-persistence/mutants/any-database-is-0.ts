import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the keys of all databases are put into one",
  story:
    "SELECTDB is read and forgotten. Two keys of one name in two databases, and the " +
    "later one wins or the file is damaged; with different names nobody notices.",
  step: "rdb-decode",
  file: "rdb-reader.ts",
  find: [
    "      if (database !== 0) input.fail(at, `a key in database ${database}: only 0 is read`);",
    "",
  ].join("\n"),
  replace: "",
} satisfies Mutant;
