import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "entries forgets the snapshot that it was given",
  story: "A backup over a snapshot has keys of several moments.",
  step: "iterators",
  file: "store.ts",
  find: "    const at = this.iterator(options);",
  replace: "    const at = this.iterator();",
} satisfies Mutant;
