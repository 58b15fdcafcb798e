import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "writes that were called for after a flush go before it",
  story: "Where somebody always writes the flush never comes.",
  step: "writers",
  file: "write-path.ts",
  find: "      if (this.#waiting.length === 1) this.#drained = this.#drain();",
  replace: `      if (batch !== undefined) {
        const flush = this.#waiting.findIndex((each, at) => at > 0 && each.batch === undefined);
        if (flush > 0) this.#waiting.push(...this.#waiting.splice(flush, 1));
      }
      if (this.#waiting.length === 1) this.#drained = this.#drain();`,
} satisfies Mutant;
