import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block that was read is not put into the cache",
  story: "It is looked for there each time, and each time it is not there.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: "return new LeasedBlock(cache.insert(key, block, block.bytes.length));",
  replace: "return { block, release() {} };",
} satisfies Mutant;
