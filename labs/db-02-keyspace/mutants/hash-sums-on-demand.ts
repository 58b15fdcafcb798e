import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "A hash adds up its fields whenever it is asked what it takes",
  story:
    "The number is right. While there is a limit it is asked after each HSET, and filling a " +
    "hash with a million fields takes half a billion steps.",
  step: "eviction",
  file: "hash.ts",
  find: "    return this.size * HASH_FIELD_BYTES + this.#contentBytes;",
  replace: `    let bytes = 0;
    for (const [field, value] of this) bytes += HASH_FIELD_BYTES + field.length + value.length;
    return bytes;`,
} satisfies Mutant;
