import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the links grow by 256 at a time",
  story:
    "Nobody notices with a thousand keys. With a million the links are copied nine thousand " +
    "times.",
  step: "skip-list",
  file: "skip-list.ts",
  find: "const grown = new Int32Array(this.#links.length * 2);",
  replace: "const grown = new Int32Array(this.#links.length + 256);",
} satisfies Mutant;
