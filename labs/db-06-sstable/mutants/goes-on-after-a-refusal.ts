import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a writer whose disk refused goes on",
  story:
    "The piece is still there, so the next write tries it again; if there is room by then, the table is whole but for what was half written.",
  step: "table-writer",
  file: "table-writer.ts",
  find: "    this.#isOpen = false;\n    this.#file.write(",
  replace: "    this.#file.write(",
} satisfies Mutant;
