import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what the disk says is told as a fault of the table",
  story:
    "A cable that is loose, and the report says that the table is damaged: somebody salvages what was whole.",
  step: "damage",
  file: "check-table.ts",
  find: "      if (!(error instanceof CorruptionError)) throw error;\n      this.#fault(error.offset, error.message);",
  replace:
    "      const { offset, message } = error as CorruptionError;\n      this.#fault(offset ?? 0, message);",
} satisfies Mutant;
