import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a simple string with U+2028 or U+2029 is refused",
  story:
    "A text of one line is what /^.*$/ matches, they say. In JavaScript a dot leaves out four " +
    "characters, and only two of them end a line of the protocol. A text that somebody pasted " +
    "from a document then makes an error of the server's own.",
  step: "encode",
  file: "encode.ts",
  find: "  if (hasLineBreak(text)) {",
  replace: "  if (!/^.*$/.test(text)) {",
} satisfies Mutant;
