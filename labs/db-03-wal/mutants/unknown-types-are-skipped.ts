import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a fragment of an unknown type is skipped without a word",
  story:
    "The format says that types may be added and that some readers may skip them. Within " +
    "a record that joins parts which do not belong together, and it hides that a newer " +
    "program wrote here.",
  step: "reader",
  file: "log-reader.ts",
  find: 'return this.#lost(offset, "type");',
  replace: "return undefined;",
} satisfies Mutant;
