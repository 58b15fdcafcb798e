import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the sequence is read through a DataView of the whole buffer",
  story:
    "A DataView begins where the buffer begins, and a Uint8Array need not. In tests keys are " +
    "arrays of their own.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: `  const low =
    key[at + 1]! + key[at + 2]! * 2 ** 8 + key[at + 3]! * 2 ** 16 + key[at + 4]! * 2 ** 24;`,
  replace: "  const low = new DataView(key.buffer).getUint32(at + 1, true);",
} satisfies Mutant;
