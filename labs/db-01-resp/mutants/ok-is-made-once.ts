import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the bytes of +OK are made once and handed to every caller",
  story:
    "Very many replies are OK, so its bytes are kept. Redis shares such objects too, and " +
    "nobody there may write into one. Here encode promises memory of the caller's own, and " +
    "a caller that writes over its OK changes everybody's.",
  step: "encode",
  file: "encode.ts",
  find: [
    "export function encode(value: RespValue, version: ProtocolVersion): Uint8Array {",
    "  const out = new ByteWriter();",
  ].join("\n"),
  replace: [
    'const OK = new TextEncoder().encode("+OK\\r\\n");',
    "",
    "export function encode(value: RespValue, version: ProtocolVersion): Uint8Array {",
    '  if (value.kind === "simpleString" && value.text === "OK") return OK;',
    "  const out = new ByteWriter();",
  ].join("\n"),
} satisfies Mutant;
