import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the inputs are read once to count them, and again to merge them",
  story: "All is right but the bill: reads are half of what compaction costs.",
  step: "compact",
  file: "compact.ts",
  find: `    try {
      for (source.seekToFirst(); source.isValid;`,
  replace: `    try {
      let entries = 0;
      for (source.seekToFirst(); source.isValid; source.next()) entries += 1;
      for (source.seekToFirst(); entries >= 0 && source.isValid;`,
} satisfies Mutant;
