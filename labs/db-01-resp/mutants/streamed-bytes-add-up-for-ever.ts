import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all streamed strings of a connection together obey the limit for one",
  story:
    "The parts of a string must be summed, and the decoder is where sums are kept. The sum " +
    "is never set back, so each string leaves less room for the next. The limit is 512 MB: " +
    "the connection breaks after hours, on a string of ordinary size.",
  step: "resp3",
  file: "decode.ts",
  find: [
    "  #beginBlob(type: number, length: number | undefined): boolean {",
    "    if (type === DOLLAR && length === -1) return this.#place(nil);",
    "    const string = type === SEMICOLON ? this.#open.innermost : undefined;",
    "    if (length === undefined || length < 0) throw invalidBulkLength();",
    "    const size = (string?.size ?? 0) + length;",
    "    this.#checkSize(size);",
    "    if (string !== undefined) string.size = size;",
  ].join("\n"),
  replace: [
    "  #streamedBytes = 0;",
    "",
    "  #beginBlob(type: number, length: number | undefined): boolean {",
    "    if (type === DOLLAR && length === -1) return this.#place(nil);",
    "    const string = type === SEMICOLON ? this.#open.innermost : undefined;",
    "    if (length === undefined || length < 0) throw invalidBulkLength();",
    "    if (string !== undefined) {",
    "      string.size += length;",
    "      this.#streamedBytes += length;",
    "    }",
    "    this.#checkSize(string === undefined ? length : this.#streamedBytes);",
  ].join("\n"),
} satisfies Mutant;
