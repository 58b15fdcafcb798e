import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the file is synced after every slice",
  story:
    "To be on the safe side. Sixteen thousand syncs a gigabyte, and each holds up the log " +
    "beside it.",
  step: "snapshot",
  file: "save-snapshot.ts",
  find: "      if (file.size - file.durableBytes >= SYNC_EVERY_BYTES) await file.sync();",
  replace: "      await file.sync();",
} satisfies Mutant;
