import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the bytes of a slice are not counted anew",
  story:
    "From the first pause on there is one behind each entry: a flush takes as many " +
    "turns of the loop as it has entries.",
  step: "flush",
  file: "table-output.ts",
  find: ["    this.#sliceBytes = 0;", "    return true;"].join("\n"),
  replace: "    return true;",
} satisfies Mutant;
