import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "write amplification counts the bytes of tables alone",
  story:
    "The log is half of it where nothing is merged. RocksDB too shows both figures, and people " +
    "compare the wrong ones.",
  step: "amplification",
  file: "amplification.ts",
  find: "const written = Object.values(disk.written).reduce((sum, bytes) => sum + bytes, 0);",
  replace: "const written = disk.written.table;",
} satisfies Mutant;
