import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a file that seems cut already is not cut again",
  story:
    "A recovery cut the file, and its sync failed. The next one finds the right size, in " +
    "the cache; on the device the old tail is still there, and one of its records begins " +
    "where the next one that is appended ends.",
  step: "segments",
  file: "recovery.ts",
  find: `  file.truncate(end + 1);
`,
  replace: "",
} satisfies Mutant;
