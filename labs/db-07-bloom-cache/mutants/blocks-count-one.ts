import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each block has the charge 1",
  story: "A cache of 8 MB is one of eight million blocks then.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: "cache.insert(key, block, block.bytes.length)",
  replace: "cache.insert(key, block, 1)",
} satisfies Mutant;
