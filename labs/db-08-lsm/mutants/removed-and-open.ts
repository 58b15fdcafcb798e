import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table that is removed stays open in the cache of tables",
  story: "The disk is full though the files are gone: who has them open keeps their blocks.",
  step: "writers",
  file: "store-state.ts",
  find: `    for (const number of removeObsolete(disk, directory, this.versions, this.pending)) {
      this.tables.evict(number);
    }`,
  replace: "    removeObsolete(disk, directory, this.versions, this.pending);",
} satisfies Mutant;
