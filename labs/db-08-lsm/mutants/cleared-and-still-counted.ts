import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "clear leaves the count",
  story:
    "The batch is used again for the next write, and says that it has the changes of " + "two.",
  step: "write-batch",
  file: "write-batch.ts",
  find: [
    "    this.#bytes.clear();",
    "    this.#bytes.append(EMPTY_HEADER);",
    "    this.#count = 0;",
  ].join("\n"),
  replace: ["    this.#bytes.clear();", "    this.#bytes.append(EMPTY_HEADER);"].join("\n"),
} satisfies Mutant;
