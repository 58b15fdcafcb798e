import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a write goes to the memtable, and then to the log",
  story:
    "The disk is full, the write is refused, and everybody reads what was refused. " +
    "After the next start it is gone again.",
  step: "logged-table",
  file: "logged-table.ts",
  find: [
    "    this.#append(batch, sequence);",
    "    applyBatch(batch, sequence, this.#memtable);",
    "  }",
    "",
    "  /**",
    "   * Writes the batch (borrowed until",
  ].join("\n"),
  replace: [
    "    applyBatch(batch, sequence, this.#memtable);",
    "    this.#append(batch, sequence);",
    "  }",
    "",
    "  /**",
    "   * Writes the batch (borrowed until",
  ].join("\n"),
} satisfies Mutant;
