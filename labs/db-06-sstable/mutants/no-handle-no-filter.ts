import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where the filter's handle is none, the table has no filter",
  story: "All is found, by ten times the reads, and nobody is told why.",
  step: "table-reader",
  file: "table.ts",
  find: "return policy.reader(readBlock(file, handleAt(metaindex, place), end));",
  replace: `try {
    handleAt(metaindex, place);
  } catch {
    return undefined;
  }
  return policy.reader(readBlock(file, handleAt(metaindex, place), end));`,
} satisfies Mutant;
