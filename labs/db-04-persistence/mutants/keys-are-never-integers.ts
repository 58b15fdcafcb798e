import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key is written as it is, also where it is an integer",
  story:
    "Integers are thought of as values. rdbSaveStringObject writes the key too: with " +
    "millions of numbered keys it is a third of the file.",
  step: "rdb-encode",
  file: "rdb-writer.ts",
  find: "    this.#output.string(key);",
  replace: ["    this.#output.length(key.length);", "    this.#output.bytes(key);"].join("\n"),
} satisfies Mutant;
