import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each step reads the value, too",
  story: "In a table that is to uncompress or fetch a value which nobody asked for.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `    if (top.iterator.isValid) top.key = top.iterator.key;
`,
  replace: `    if (top.iterator.isValid) {
      top.key = top.iterator.key;
      void top.iterator.value;
    }
`,
} satisfies Mutant;
