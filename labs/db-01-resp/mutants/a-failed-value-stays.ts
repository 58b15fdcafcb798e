import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the beginning of a value that could not be encoded is sent before the next one",
  story:
    "One writer for all calls saves an allocation. When an item deep inside throws, what " +
    "was written before it stays, and the next reply begins with the head of an array that " +
    "nobody asked for. Exceptions and reused state need each other's attention.",
  step: "encode",
  file: "encode.ts",
  find: [
    "export function encode(value: RespValue, version: ProtocolVersion): Uint8Array {",
    "  const out = new ByteWriter();",
  ].join("\n"),
  replace: [
    "const out = new ByteWriter();",
    "",
    "export function encode(value: RespValue, version: ProtocolVersion): Uint8Array {",
  ].join("\n"),
} satisfies Mutant;
