import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "views that begin at the same place of one memory are the same",
  story: "It spares comparing a key with itself, and forgets that the views may end elsewhere.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: `  const length = Math.min(a.length, b.length);
`,
  replace: `  if (a.buffer === b.buffer && a.byteOffset === b.byteOffset) return 0;
  const length = Math.min(a.length, b.length);
`,
} satisfies Mutant;
