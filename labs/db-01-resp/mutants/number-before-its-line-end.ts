import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a bad number is told before the line that holds it has ended as it must",
  story:
    "The line is cut at its CR, its number is read, and then the byte after the CR is looked " +
    "at. For a good number the order makes no difference. A bad one in a line without LF gets " +
    "a different code than a good one would, and whoever logs the codes looks for the fault " +
    "in the wrong place.",
  step: "decode",
  file: "decode.ts",
  find: '    if (bytes[end + 1] !== LF) throw new ProtocolError("expected-crlf", "expected CRLF");',
  replace: [
    "    if (type === COLON) integerFrom(bytes, start + 1, end);",
    '    if (bytes[end + 1] !== LF) throw new ProtocolError("expected-crlf", "expected CRLF");',
  ].join("\n"),
} satisfies Mutant;
