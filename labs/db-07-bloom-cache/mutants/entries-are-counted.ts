import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each entry counts 1, whatever its charge",
  story: "A cache of a million entries of a megabyte each.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: "    const entry = new Entry(key, value, charge);",
  replace: [
    "    charge = Math.min(charge, 1);",
    "    const entry = new Entry(key, value, charge);",
  ].join("\n"),
} satisfies Mutant;
