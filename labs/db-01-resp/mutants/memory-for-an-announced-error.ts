import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the memory for a bulk error or a verbatim string is taken when its length is read",
  story:
    "Bulk strings grow as their bytes come, because somebody may lie about the length. The " +
    "two other blobs came later and were written anew: errors and texts are short, so their " +
    "memory is made at once. =536870912 CRLF is twelve bytes and costs 512 MB.",
  step: "resp3",
  file: "decode.ts",
  find: [
    "  #readBlob(type: number, length: number): boolean {",
    "    const bytes = this.#input.readBlob(length);",
  ].join("\n"),
  replace: [
    "  #readShortBlob(length: number): Uint8Array | undefined {",
    "    const input = this.#input;",
    "    if (this.#blobType === 0) {",
    "      this.#shortBlob = new Uint8Array(length);",
    "      this.#shortBlobFilled = 0;",
    "    }",
    "    const end = Math.min(input.end, input.start + length - this.#shortBlobFilled);",
    "    this.#shortBlob.set(input.bytes.subarray(input.start, end), this.#shortBlobFilled);",
    "    this.#shortBlobFilled += end - input.start;",
    "    input.start = end;",
    "    if (this.#shortBlobFilled < length) return undefined;",
    "    // What follows the bytes is what follows an empty blob.",
    "    return input.readBlob(0) && this.#shortBlob;",
    "  }",
    "",
    "  #shortBlob = new Uint8Array();",
    "  #shortBlobFilled = 0;",
    "",
    "  #readBlob(type: number, length: number): boolean {",
    "    const isShort = type === EXCLAMATION || type === EQUALS;",
    "    const bytes = isShort ? this.#readShortBlob(length) : this.#input.readBlob(length);",
  ].join("\n"),
} satisfies Mutant;
