import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only the first edit's comparator is looked at",
  story:
    "It stands in the first edit, always. A later edit may name it too, and then the keys " +
    "behind it are in another order.",
  step: "manifest",
  file: "manifest.ts",
  find: `    checkComparator(edit, file.path);
`,
  replace: `    if (state === EMPTY_STATE) checkComparator(edit, file.path);
`,
} satisfies Mutant;
