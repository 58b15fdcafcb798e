import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table ends by its length alone",
  story:
    "An output reaches over a hundred tables of the level after next. When its turn comes, " +
    "all of them are rewritten.",
  step: "compact",
  file: "compact.ts",
  find: "    return isLong || this.#passedBytes > grandparentBytesMax(this.#limits);",
  replace: "    return isLong && this.#passedBytes >= 0;",
} satisfies Mutant;
