import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a write counts before it is made, also when it throws",
  story: "Whoever counts first has counted what never came to the disk.",
  step: "amplification",
  file: "amplification.ts",
  find: `file.write(offset, bytes);
      written[kind] += bytes.length;`,
  replace: `written[kind] += bytes.length;
      file.write(offset, bytes);`,
} satisfies Mutant;
