import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after FLUSHALL a picture ends as if it were whole",
  story:
    "The walk finds nothing more, so it has come to its end. The file has the first half " +
    "of the keys, a right checksum, and replaces the one that had all.",
  step: "snapshot",
  file: "snapshot.ts",
  find: '    this.#state = "flushed";',
  replace: '    this.#state = "open";',
} satisfies Mutant;
