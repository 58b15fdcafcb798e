import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a get of an empty dict moves no bucket",
  story:
    "Where nothing is, nothing can be found, so get answers at once, as Redis's dictFind " +
    "does. A dict that was emptied in the middle of a rehash keeps both tables as long as it " +
    "is only asked.",
  step: "dict",
  file: "dict.ts",
  find: ["  get(key: Uint8Array): V | undefined {", "    this.rehash(BUCKETS_PER_OPERATION);"].join(
    "\n",
  ),
  replace: [
    "  get(key: Uint8Array): V | undefined {",
    "    if (this.#size === 0) return undefined;",
    "    this.rehash(BUCKETS_PER_OPERATION);",
  ].join("\n"),
} satisfies Mutant;
