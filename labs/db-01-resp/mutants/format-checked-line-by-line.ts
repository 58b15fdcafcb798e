import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a verbatim string's format may hold line breaks, if one line of it has three characters",
  story:
    "The m flag comes with a pattern that was copied from elsewhere. With it ^ and $ stand " +
    "for the ends of any line, so a format of three letters, CRLF and anything more is " +
    "accepted. What was to keep line breaks out lets them in.",
  step: "resp3",
  file: "encode-resp3.ts",
  find: "if (!/^[!-~]{3}$/.test(format)) {",
  replace: "if (!/^[!-~]{3}$/m.test(format)) {",
} satisfies Mutant;
