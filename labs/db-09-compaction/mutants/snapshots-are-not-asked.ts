import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all but the newest entry of a key goes",
  story: "Who holds a snapshot finds nothing where there was something.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "    const isHidden = this.#newer <= oldestReadSequence;",
  replace: "    const isHidden = this.#newer <= Number.MAX_SAFE_INTEGER;",
} satisfies Mutant;
