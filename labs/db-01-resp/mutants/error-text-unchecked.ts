import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the text of an error may end its line",
  story:
    "Simple strings are ours and get a check; errors are written elsewhere and get none, " +
    "though it is errors that quote what the client sent. CVE-2025-67733 (Valkey) was this: " +
    "a script's error_reply with CRLF in it wrote replies of its own into the stream. Redis " +
    "made its error and status replies safe in pull request 15496.",
  step: "encode",
  file: "encode.ts",
  find: '      writeLine(out, "-", value.text);',
  replace: [
    '      out.ascii("-");',
    "      out.utf8(value.text);",
    '      out.ascii("\\r\\n");',
  ].join("\n"),
} satisfies Mutant;
