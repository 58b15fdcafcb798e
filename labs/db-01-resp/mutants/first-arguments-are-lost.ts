import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of a request that comes in two chunks, the first arguments are lost",
  story:
    "The arguments are collected in a local variable of the call that reads them. When " +
    "bytes are missing the call returns, and the next one begins a new list with the old " +
    "count: the command is executed with the wrong words.",
  step: "server",
  file: "request.ts",
  find: "    while (this.#missing > 0) {",
  replace: ["    this.#args = [];", "    while (this.#missing > 0) {"].join("\n"),
} satisfies Mutant;
