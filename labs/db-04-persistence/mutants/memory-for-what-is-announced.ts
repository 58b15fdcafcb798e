import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "memory for a string is taken as its length says",
  story:
    "Too large is refused, and four gigabytes are not too large. A damaged length costs" +
    " them before the file's end is met.",
  step: "rdb-decode",
  file: "rdb-input.ts",
  find: [
    "  bytes(length: number, at = this.offset): Uint8Array {",
    "    this.require(length, at);",
  ].join("\n"),
  replace: [
    "  bytes(length: number, at = this.offset): Uint8Array {",
    "    if (length >= 2 ** 32) this.require(length, at);",
  ].join("\n"),
} satisfies Mutant;
