import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only set and delete move buckets",
  story:
    "A get should not change anything, so it does not. A cache that was filled once and is " +
    "only read from then on stays in the middle of its rehash for ever, with two tables in " +
    "memory and two places to look for every key.",
  step: "dict",
  file: "dict.ts",
  find: ["  get(key: Uint8Array): V | undefined {", "    this.rehash(BUCKETS_PER_OPERATION);"].join(
    "\n",
  ),
  replace: "  get(key: Uint8Array): V | undefined {",
} satisfies Mutant;
