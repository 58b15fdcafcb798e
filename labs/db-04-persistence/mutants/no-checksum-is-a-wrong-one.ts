import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a file without a checksum is refused",
  story:
    "rdbchecksum no saves a tenth of the time to save and load, so there are such " +
    "files; their checksum is 0.",
  step: "rdb-decode",
  file: "rdb-reader.ts",
  find: "  if (stored !== 0n && stored !== computed) input",
  replace: "  if (stored !== computed) input",
} satisfies Mutant;
