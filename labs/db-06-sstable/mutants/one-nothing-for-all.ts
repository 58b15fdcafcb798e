import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all results for no bytes are the same array",
  story: "The first caller who writes over it changes what no bytes are, for everybody.",
  step: "snappy",
  file: "snappy.ts",
  find: `  const { length } = bytes;
  const bits = tableBits(length);
`,
  replace: `  const { length } = bytes;
  const shared = snappyCompress as { nothing?: Uint8Array };
  if (length === 0) return (shared.nothing ??= Uint8Array.of(0));
  const bits = tableBits(length);
`,
} satisfies Mutant;
