import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the loop of eight bytes runs once more where seven are left",
  story:
    "What lies behind the end is undefined, which | turns into 0: no error, and the CRC" +
    " of a longer file. Nine bytes, the check value's length, do not show it.",
  step: "rdb-encode",
  file: "crc64.ts",
  find: "for (const end = bytes.length - 7; i < end; i += 8) {",
  replace: "for (const end = bytes.length - 8; i <= end + 1; i += 8) {",
} satisfies Mutant;
