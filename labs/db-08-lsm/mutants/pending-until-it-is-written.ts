import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a job's table counts as named when its edit is about to be written",
  story:
    "An iterator is closed during the sync, the sweep finds a table that nobody names; then an edit does.",
  step: "writers",
  file: "compaction-host.ts",
  find: `      await versions.install(edit);
      for (const { file } of edit.newFiles ?? []) pending.delete(file.number);`,
  replace: `      for (const { file } of edit.newFiles ?? []) pending.delete(file.number);
      await versions.install(edit);`,
} satisfies Mutant;
