import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key is taken for another that begins with it",
  story:
    'Bytes are compared, lengths are not. The seek for "app" comes to "apple", and all three bytes ' +
    "agree.",
  step: "memtable",
  file: "arena.ts",
  find: `    const length = lengthAt(bytes, a);
    if (lengthAt(bytes, b) !== length) return false;
`,
  replace: `    const length = Math.min(lengthAt(bytes, a), lengthAt(bytes, b));
`,
} satisfies Mutant;
