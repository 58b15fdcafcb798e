import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the handle stays open where the directory cannot be synced",
  story:
    "The store tries again every second. After a quarter of an hour it cannot open " +
    "anything any more.",
  step: "logged-table",
  file: "logged-table.ts",
  find: ["      file.close();", "      throw error;"].join("\n"),
  replace: "      throw error;",
} satisfies Mutant;
