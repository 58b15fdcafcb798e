import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a CR or an LF that stands alone passes into a simple string",
  story:
    "The frame ends with CRLF, so one looks for CRLF. But readers exist that end a line at " +
    "LF alone, and a CR at the end of a text together with the frame's own LF is a line end " +
    "too early. CRLF injection is CWE-93; the rule has to be about each byte.",
  step: "encode",
  file: "encode.ts",
  find: "if (hasLineBreak(text)) {",
  replace: 'if (text.includes("\\r\\n")) {',
} satisfies Mutant;
