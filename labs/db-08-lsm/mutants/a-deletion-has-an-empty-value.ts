import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deletion is written with an empty value",
  story:
    "One shape for all changes is simpler. LevelDB takes the length for the type of the " +
    "next change: a deletion of nobody.",
  step: "write-batch",
  file: "write-batch.ts",
  find: ["    this.#bytes.byte(ValueType.Deletion);", "    this.#appendPrefixed(key);"].join("\n"),
  replace: [
    "    this.#bytes.byte(ValueType.Deletion);",
    "    this.#appendPrefixed(key);",
    "    this.#bytes.byte(0);",
  ].join("\n"),
} satisfies Mutant;
