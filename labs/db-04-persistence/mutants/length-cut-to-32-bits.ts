import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the upper half of a long length is lost",
  story:
    "length >>> 0 is the reflex against negative numbers. Nobody tests with four " +
    "gigabytes, so it is found by the one who has them.",
  step: "rdb-encode",
  file: "rdb-output.ts",
  find: "this.#view.setBigUint64(at + 1, BigInt(length));",
  replace: "this.#view.setBigUint64(at + 1, BigInt(length >>> 0));",
} satisfies Mutant;
