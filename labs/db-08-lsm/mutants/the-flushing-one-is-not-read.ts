import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "reads see the active memtable and the tables",
  story: "What was written a moment ago is gone for the time of a flush, and then back.",
  step: "point-reads",
  file: "write-path.ts",
  find: "return isFlushing ? [memtable, this.#flushing!.memtable] : [memtable];",
  replace: "return isFlushing ? [memtable] : [memtable];",
} satisfies Mutant;
