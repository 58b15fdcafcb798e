import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the search tries every byte for a fragment",
  story:
    "More is found so: also what stands behind the bad fragment in its own block. And " +
    "also what stands within it, when a log was stored as a record; a value becomes a " +
    "write.",
  step: "reader",
  file: "log-reader.ts",
  find: "        this.#at = fragment.offset + BLOCK_SIZE_BYTES - (fragment.offset % BLOCK_SIZE_BYTES);",
  replace: [
    "        do this.#at = Math.max(this.#at, fragment.offset) + 1;",
    "        while (",
    "          this.#at % BLOCK_SIZE_BYTES !== 0 &&",
    "          !(this.#block[(this.#at % BLOCK_SIZE_BYTES) + 6]! <= FragmentType.last)",
    "        );",
  ].join("\n"),
} satisfies Mutant;
