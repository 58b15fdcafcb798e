import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only the last chunk is in the checksum",
  story:
    "Right for every file below 64 KiB: for all that one tests with, and for none in " +
    "production.",
  step: "rdb-decode",
  file: "rdb-input.ts",
  find: ["    this.#crc = this.crc;", ""].join("\n"),
  replace: "",
} satisfies Mutant;
