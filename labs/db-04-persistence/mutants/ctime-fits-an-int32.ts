import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "seconds are rounded down by | 0",
  story:
    "The usual short way to drop decimals, and it drops the upper bits too: in January " +
    "2038 ctime becomes the year 1901.",
  step: "rdb-encode",
  file: "rdb-writer.ts",
  find: "String(Math.floor(this.#options.now / 1000))",
  replace: "String((this.#options.now / 1000) | 0)",
} satisfies Mutant;
