import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deletion in the memtable lets the tables answer",
  story:
    "undefined means two things: it was deleted, and nobody knows. Whoever deletes a key that " +
    "is in a table has it back at once.",
  step: "point-reads",
  file: "store.ts",
  find: `      if (found !== undefined) return found.kind === "value" ? found.value : undefined;`,
  replace: `      if (found?.kind === "value") return found.value;`,
} satisfies Mutant;
