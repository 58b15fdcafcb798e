import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a length may be written in any way that Number understands",
  story:
    "Number(text) turns an empty text into 0, and accepts blanks, 1e1, 0x10 and +5. Two " +
    "readers that disagree about a length can be played against each other: Twisted " +
    "accepted a sign before Content-Length and 0x before a chunk's size, which was request " +
    "smuggling (CVE-2022-24801).",
  step: "decode",
  file: "numbers.ts",
  find: "const length = parseDigits(bytes, first, end);",
  replace: [
    'const number = Number(Buffer.from(bytes.subarray(first, end)).toString("latin1"));',
    "  const length = Number.isSafeInteger(number) ? number : undefined;",
  ].join("\n"),
} satisfies Mutant;
