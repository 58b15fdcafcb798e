import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "without a log dump.rdb is loaded, and its bytes are not synced",
  story:
    "Its directory is, so the name is safe. The file is a copy of the backup, in the cache alone: after a power cut there is a name with nothing behind it.",
  step: "hybrid",
  file: "base-file.ts",
  find: "    await file.sync();",
  replace: "    if (apply !== undefined) await file.sync();",
} satisfies Mutant;
