import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a file that is torn is cut, wherever it stands",
  story:
    "One rule for every file. But behind a file in the middle others were written when it " +
    "was durable to the end: what is missing there was rot or a mistake, and executing " +
    "the rest makes a keyspace that never was.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: '      const torn = increment === last ? "cut" : "refuse";',
  replace: '      const torn = "cut";',
} satisfies Mutant;
