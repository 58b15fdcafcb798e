import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a flush that fails in the background is nobody's failure",
  story: "The promise was made and never looked at. flush says that all is in tables.",
  step: "recovery",
  file: "write-path.ts",
  find: `    this.#flushed = this.#flush(full).catch((error) => {
      this.#state.fail(error);
    });`,
  replace: "    this.#flushed = this.#flush(full).catch(() => {});",
} satisfies Mutant;
