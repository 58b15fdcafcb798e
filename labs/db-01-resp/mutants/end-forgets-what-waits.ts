import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client that ends its side loses the answers to what still waits",
  story:
    "The client will send no more, so the connection is done: true unless requests wait for " +
    "room or for a late reply. `cat commands | nc` loses the tail of its output, and only " +
    "if the file is long.",
  step: "pipelines",
  file: "connection.ts",
  find: ["    this.#inputEnded = true;", "    this.#run();"].join("\n"),
  replace: ["    this.#run();", "    this.#finished = true;"].join("\n"),
} satisfies Mutant;
