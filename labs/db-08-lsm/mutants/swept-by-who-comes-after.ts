import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator that is closed after its store removes what that store has no name for",
  story:
    "By then another process has the directory: its MANIFEST and its log are what nobody had a name for.",
  step: "iterators",
  file: "store-state.ts",
  find: "    if (this.#failure !== undefined || this.isClosed) return;",
  replace: "    if (this.#failure !== undefined) return;",
} satisfies Mutant;
