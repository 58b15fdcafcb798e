import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the parts before a bad fragment are kept and joined with those behind it",
  story:
    "FIRST of one record, a lost block, LAST of another: both checksums are right, and a " +
    "record appears that nobody wrote. LevelDB has a test for it, ErrorJoinsRecords.",
  step: "reader",
  file: "log-reader.ts",
  find: ["    this.#damage ??= { offset, reason };", "    this.#begun = undefined;"].join("\n"),
  replace: [
    "    this.#damage ??= { offset, reason };",
    '    if (reason === "order") this.#begun = undefined;',
  ].join("\n"),
} satisfies Mutant;
