import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "Snappy's result is kept wherever it is smaller",
  story: "Each reader pays for uncompressing a block that saves three bytes.",
  step: "table-writer",
  file: "table-writer.ts",
  find: "contents.length - Math.floor(contents.length / 8)",
  replace: "contents.length",
} satisfies Mutant;
