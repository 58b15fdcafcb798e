import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block without entries is no longer empty when it is finished",
  story: "The bytes are asked, and those of the restarts are among them then.",
  step: "blocks",
  file: "block-builder.ts",
  find: "return this.#run === 0;",
  replace: "return this.#block.length === 0;",
} satisfies Mutant;
