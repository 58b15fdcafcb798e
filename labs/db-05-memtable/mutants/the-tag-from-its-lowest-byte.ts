import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "tags are compared from their first byte, which is the lowest",
  story:
    "The number lies with its lowest byte first. A loop that runs forwards compares types first, then " +
    "the lowest byte of the sequence: right up to 255 writes, and for the same type.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: "  for (let at = length + TAG_SIZE_BYTES - 1; at >= length; at--) {",
  replace: "  for (let at = length; at < length + TAG_SIZE_BYTES; at++) {",
} satisfies Mutant;
