import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a source without entries is not closed",
  story: "The early return came first, and the finally was written behind it.",
  step: "flush",
  file: "table-output.ts",
  find: `  let output: TableOutput | undefined;
  try {
    source.seekToFirst();
    if (!source.isValid) return undefined;`,
  replace: `  let output: TableOutput | undefined;
  source.seekToFirst();
  if (!source.isValid) return undefined;
  try {`,
} satisfies Mutant;
