import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the double -0 is written as 0",
  story:
    "String(-0) is `0`. It is the one double for which `String` and back is another number, " +
    "and no test by === sees it.",
  step: "resp3",
  file: "encode-resp3.ts",
  find: 'return Object.is(value, -0) ? "-0" : String(value);',
  replace: "return String(value);",
} satisfies Mutant;
