import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "tables that a replay makes have no filter",
  story:
    "The place was put together again, from what came to mind. After each crash gets read blocks in vain.",
  step: "recovery",
  file: "recovery.ts",
  find: "    const place = { disk, directory, table, slices };",
  replace: `    const { compression, blockSizeBytes } = table;
    const place = { disk, directory, table: { compression, blockSizeBytes }, slices };`,
} satisfies Mutant;
