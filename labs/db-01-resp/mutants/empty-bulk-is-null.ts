import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the empty bulk string is written as null",
  story:
    "`if (value.bytes.length)` looks like a test for presence. The empty string is a value: " +
    "GET of a key that holds it must not say that the key is absent.",
  step: "encode",
  file: "encode.ts",
  find: '      writeHeader(out, "$", String(value.bytes.length));',
  replace: [
    "      if (!value.bytes.length) {",
    '        out.ascii(version === 2 ? "$-1\\r\\n" : "_\\r\\n");',
    "        break;",
    "      }",
    '      writeHeader(out, "$", String(value.bytes.length));',
  ].join("\n"),
} satisfies Mutant;
