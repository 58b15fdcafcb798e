import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the type is written through a DataView of the whole buffer",
  story:
    "A DataView begins where the buffer begins, and the target may be a window in a larger " +
    "memory.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: `  target[offset] = type;
`,
  replace: `  new DataView(target.buffer).setUint8(target.byteOffset === 0 ? offset : offset, type);
`,
} satisfies Mutant;
