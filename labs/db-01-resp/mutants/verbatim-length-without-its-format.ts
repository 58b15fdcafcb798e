import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a verbatim string's length does not count its format",
  story:
    "The length of the text is what one has at hand. The specification counts three letters " +
    "and a colon as well: for `Some string` it says 15, not 11. The reader ends four bytes " +
    "early and finds no CRLF there.",
  step: "resp3",
  file: "encode-resp3.ts",
  find: "prefix.length + bytes.length",
  replace: "bytes.length",
} satisfies Mutant;
