import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the promise of finish is returned, and not awaited",
  story: "It looks the same. A sync that fails goes past the catch, and the file stays.",
  step: "flush",
  file: "table-output.ts",
  find: "return await output.finish();",
  replace: "return output.finish();",
} satisfies Mutant;
