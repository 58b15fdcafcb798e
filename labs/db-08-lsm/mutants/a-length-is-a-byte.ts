import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "lengths have one byte",
  story: "All keys of the first test are shorter than 128. So are they in the first week.",
  step: "write-batch",
  file: "write-batch.ts",
  find: "encodeVarint32(this.#bytes, bytes.length);",
  replace: "this.#bytes.byte(bytes.length & 0xff);",
} satisfies Mutant;
