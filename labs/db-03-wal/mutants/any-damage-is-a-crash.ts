import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "damage in the last segment is cut off, whatever whole records are behind it",
  story:
    "RocksDB's kPointInTimeRecovery, for the whole log. A bit that flips in the middle of " +
    "64 MiB costs all that was acknowledged after it, and what is said of it is a line in " +
    "recovered.cut.",
  step: "segments",
  file: "recovery.ts",
  find: `  if (lastWholeStart(reader, stop) >= clear) throw damage(segment, stop);
`,
  replace: "",
} satisfies Mutant;
