import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "files are removed after a failure too",
  story:
    "An edit whose sync failed may be in the MANIFEST. Whoever removes files now does not know which version the next process will find.",
  step: "writers",
  file: "store-state.ts",
  find: "    if (this.#failure !== undefined || this.isClosed) return;",
  replace: "    if (this.isClosed) return;",
} satisfies Mutant;
