import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SETRANGE writes into the string that is there",
  story:
    "It saves a copy, and the length is right. But GET lends the bytes to the reply, and " +
    "a reply may wait in a buffer for a slow reader: it is sent with the new bytes in it.",
  step: "strings",
  file: "range-commands.ts",
  find: [
    "  const bytes = new Uint8Array(Math.max(before.length, offset + value!.length));",
    "  bytes.set(before);",
    "",
  ].join("\n"),
  replace: [
    "  const length = Math.max(before.length, offset + value!.length);",
    "  const bytes = before.length === length ? before : new Uint8Array(length);",
    "  bytes.set(before);",
    "",
  ].join("\n"),
} satisfies Mutant;
