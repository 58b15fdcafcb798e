import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a bulk string exactly as long as the limit is refused",
  story:
    "Off by one, at the one length that nobody tries: 512 MB. Redis compares with `>`, so a " +
    "client may store a value of exactly proto-max-bulk-len and must be able to read it " +
    "again.",
  step: "decode",
  file: "decode.ts",
  find: "size > this.#limits.maxBulkBytes",
  replace: "size >= this.#limits.maxBulkBytes",
} satisfies Mutant;
