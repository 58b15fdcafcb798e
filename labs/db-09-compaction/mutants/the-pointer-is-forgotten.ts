import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the edit sets no pointer",
  story:
    "The level begins at its first table for ever: the beginning of the keys is merged again " +
    "and again, the end never.",
  step: "compact",
  file: "compact.ts",
  find: `    ...(pointer && { compactPointers: [{ level: inputs[0]!.level, key: pointer }] }),
`,
  replace: `    ...(pointer && {}),
`,
} satisfies Mutant;
