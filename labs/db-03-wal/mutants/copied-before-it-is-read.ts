import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the bytes are copied before they are divided",
  story:
    "Array.from or new Uint8Array, to be safe from whoever changes them meanwhile. Nobody " +
    "can, and each record of a log is copied once more.",
  step: "crc32c",
  file: "crc32c.ts",
  find: "  const { length } = bytes;",
  replace: ["  const { length } = bytes;", "  bytes = Uint8Array.from(bytes);"].join("\n"),
} satisfies Mutant;
