import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the next number is that of the names in the directory, and the manifest is not asked",
  story:
    "Somebody has renamed the files, and the manifest with them. The next increment is 1, " +
    "behind one that is 9: the manifest is written, and the next start refuses it.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: "    const seqs = [...named, ...there.filter(",
  replace: "    const seqs = [...there.filter(",
} satisfies Mutant;
