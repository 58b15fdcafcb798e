import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "keys are compared by words in the machine's own order of bytes",
  story:
    "Four bytes at once are four times as fast. On a little-endian machine the last of them counts most, and the keys are in an order of their own.",
  step: "iterators",
  file: "arena.ts",
  find: "const aWord = view.getUint32(aStart + same);\n      const bWord = view.getUint32(bStart + same);",
  replace:
    "const aWord = view.getUint32(aStart + same, true);\n      const bWord = view.getUint32(bStart + same, true);",
} satisfies Mutant;
