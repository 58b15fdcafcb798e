import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a score may have its exponent in capitals",
  story:
    "Nobody writes 1E5, so it is a byte that has changed: of 1e5, or of 115. Without a " +
    "checksum it is taken for a number.",
  step: "rdb-decode",
  file: "rdb-values.ts",
  find: "const SCORE = /^-?(inf|[0-9]+(\\.[0-9]+)?(e[+-]?[0-9]+)?)$/;",
  replace: "const SCORE = /^-?(inf|[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?)$/;",
} satisfies Mutant;
