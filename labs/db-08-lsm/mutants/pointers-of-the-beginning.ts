import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an edit's compact pointers are in the MANIFEST, and the set does not know of them",
  story: "The compactor begins at the same key each time, and comes around after the next restart.",
  step: "manifest",
  file: "version-set.ts",
  find: "    this.#state = next;",
  replace: "    this.#state = { ...next, compactPointers: this.#state.compactPointers };",
} satisfies Mutant;
