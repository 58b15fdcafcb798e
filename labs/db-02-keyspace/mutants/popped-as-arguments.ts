import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SPOP of a whole set hands the members to push, as arguments",
  story:
    "Works until a set has more members than a function takes arguments: then it is a RangeError.",
  step: "real-clients",
  file: "set-random-commands.ts",
  find: "  if (count >= source.size) return [...source];",
  replace: `  const all: Uint8Array[] = [];
  if (count >= source.size) {
    all.push(...source);
    return all;
  }`,
} satisfies Mutant;
