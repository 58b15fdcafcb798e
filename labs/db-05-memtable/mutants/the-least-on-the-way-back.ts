import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "on the way back the least of the entries comes first",
  story: "The order is turned for next and not for prev. With one run nothing shows.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `    this.#gather(BACKWARDS);
  }

  seek(`,
  replace: `    this.#gather(FORWARDS);
  }

  seek(`,
} satisfies Mutant;
