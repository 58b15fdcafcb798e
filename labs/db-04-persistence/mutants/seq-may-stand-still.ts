import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "two increments may have the same number",
  story:
    "They come in order, so what do their numbers matter? They say that the lines were " +
    "swapped, or one of them left from another time.",
  step: "hybrid",
  file: "manifest.ts",
  find: "file.seq <= (same.at(-1)?.seq ?? 0)",
  replace: "file.seq < (same.at(-1)?.seq ?? 0)",
} satisfies Mutant;
