import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what open reads is taken for durable, and not synced",
  story:
    "It was read from the file, so it is on the disk. It is in the page cache: the process was killed between its " +
    "write and its sync. The new life acknowledges an entry that it has already, saves nothing for it, and a power " +
    "cut takes it.",
  step: "persistence",
  file: "storage.ts",
  find: `      await file.sync();
      await disk.syncDirectory(`,
  replace: `      await disk.syncDirectory(`,
} satisfies Mutant;
