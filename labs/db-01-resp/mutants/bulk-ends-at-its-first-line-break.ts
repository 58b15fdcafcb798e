import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a bulk string is read as a line, and ends at the first CR in it",
  story:
    "Reading line by line is the obvious way for a protocol whose lines end with CRLF, and " +
    "the declared length seems redundant. A bulk holds any bytes: the first value with a " +
    "line break in it ends early, and the rest is taken for a type byte.",
  step: "decode",
  file: "decode.ts",
  find: "const bytes = this.#input.readBlob(length);",
  replace: [
    "const input = this.#input;",
    "    const end = input.find(CR);",
    "    const isWhole = end >= 0 && end + 1 < input.end;",
    "    const bytes = isWhole ? Uint8Array.from(input.bytes.subarray(input.start, end)) : undefined;",
    "    if (isWhole) input.start = end + 2;",
  ].join("\n"),
} satisfies Mutant;
