import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table that could not be written is left there",
  story: "The disk was full. Every attempt leaves a file behind and makes it fuller.",
  step: "flush",
  file: "table-output.ts",
  find: ["    output?.abandon();", "    throw error;"].join("\n"),
  replace: "    throw error;",
} satisfies Mutant;
