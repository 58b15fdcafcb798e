import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a streamed string may be as long as it likes, if each part is short",
  story:
    "Every part is a blob and is checked like a blob. The string that they make together is " +
    "what is kept in memory, and nothing bounds it.",
  step: "resp3",
  file: "decode.ts",
  find: "this.#checkSize(size);",
  replace: "this.#checkSize(length);",
} satisfies Mutant;
