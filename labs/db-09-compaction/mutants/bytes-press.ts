import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the bytes of level 0 count, and not its tables",
  story: "A get asks tables, however large they are.",
  step: "pressure",
  file: "pressure.ts",
  find: "const { length } = version.levels[0]!;",
  replace:
    "const length = version.levels[0]!.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / limits.tableBytes;",
} satisfies Mutant;
