import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only the compression is passed on",
  story:
    "Every get that finds nothing reads a block in each table. Nothing is wrong, and " +
    "all of it is slow.",
  step: "flush",
  file: "table-output.ts",
  find: "new TableWriter(this.#file, place.table)",
  replace: "new TableWriter(this.#file, { compression: place.table.compression })",
} satisfies Mutant;
