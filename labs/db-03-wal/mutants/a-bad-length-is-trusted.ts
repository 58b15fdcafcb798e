import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the search goes on behind a bad fragment, by its length",
  story:
    "The length stands in the header, so the next fragment is behind it. If the length is " +
    "what was damaged, the reader lands in the middle of a payload; if that is a log " +
    "itself, it finds records there. LevelDB says in a comment that this is why it drops " +
    "the rest of the block.",
  step: "reader",
  file: "log-reader.ts",
  find: "        this.#at = fragment.offset + BLOCK_SIZE_BYTES - (fragment.offset % BLOCK_SIZE_BYTES);",
  replace: [
    "        this.#at =",
    '          fragment.reason === "checksum"',
    "            ? fragment.offset + HEADER_SIZE_BYTES + this.#block[(fragment.offset % BLOCK_SIZE_BYTES) + 4]! + 256 * this.#block[(fragment.offset % BLOCK_SIZE_BYTES) + 5]!",
    "            : fragment.offset + BLOCK_SIZE_BYTES - (fragment.offset % BLOCK_SIZE_BYTES);",
  ].join("\n"),
} satisfies Mutant;
