import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the table is written, and not synced",
  story:
    "The edit that names it is synced, and the log that it replaces is removed. After " +
    "the crash the table has zeros where its footer was.",
  step: "flush",
  file: "table-output.ts",
  find: ["    await this.#file.sync();", "    this.#close();"].join("\n"),
  replace: "    this.#close();",
} satisfies Mutant;
