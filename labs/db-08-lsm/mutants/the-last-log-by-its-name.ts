import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the log that may be torn is the last one, though it is empty",
  story:
    "A recovery that did not come to its end left an empty log behind the torn one; the audit cries damage over every such store.",
  step: "leveldb",
  file: "check-store.ts",
  find: "const lastUsed = paths.findLastIndex((path) => this.#sizeOf(path) > 0);",
  replace: "const lastUsed = paths.length - 1;",
} satisfies Mutant;
