import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a double may be written in any way that Number understands",
  story:
    "Number is exact and accepts far too much: the empty text, blanks at both ends, 0x10, " +
    "Infinity. A line that was damaged on the way becomes a number instead of an error.",
  step: "resp3",
  file: "decode-resp3.ts",
  find: "if (/^[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(text)) return Number(text);",
  replace: "if (!Number.isNaN(Number(text))) return Number(text);",
} satisfies Mutant;
