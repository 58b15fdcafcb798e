import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key that was deleted is one that the table knows nothing of",
  story:
    "To whoever asks one table it makes no difference. The engine asks the older tables next, and " +
    "there the key still has its value: what was deleted is back.",
  step: "memtable",
  file: "memtable.ts",
  find: "    if (this.#arena.typeAt(entry) === ValueType.Deletion) return DELETED;",
  replace: "    if (this.#arena.typeAt(entry) === ValueType.Deletion) return undefined;",
} satisfies Mutant;
