import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the beginning of a reply that could not be encoded is sent before the error",
  story:
    "The array's head and its first items are in the buffer when the third item throws. The " +
    "error is appended and is read as that third item; every later reply is one too early.",
  step: "errors",
  file: "connection.ts",
  find: "      this.#output.truncate(before);",
  replace: "",
} satisfies Mutant;
