import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what a later line says counts without its sum",
  story:
    "After a broken group only the numbers in the lines are wanted, and the sums of their " +
    "groups are a lot of work. A value that holds such a line, of any number, then keeps " +
    "the server from starting after a crash.",
  step: "fsync",
  file: "aof-sums.ts",
  find: "if (this.#sinceLine !== undefined && crc32c(line.text, this.#sinceLine) === line.sum) {",
  replace: "if (this.#sinceLine !== undefined) {",
} satisfies Mutant;
