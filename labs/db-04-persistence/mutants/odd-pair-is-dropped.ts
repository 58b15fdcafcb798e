import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a field without a value at the end of a listpack is dropped",
  story:
    "A loop by two stops before it. A hash without its last field is a result that " +
    "looks right.",
  step: "rdb-decode",
  file: "rdb-values.ts",
  find: [
    '  if (first !== undefined) fail(0, "a listpack of pairs, and the last has no second");',
    "",
  ].join("\n"),
  replace: "",
} satisfies Mutant;
