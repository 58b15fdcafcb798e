import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a flush's table counts as named when its edit is about to be written",
  story: "A job's edit is installed during the sync, and its sweep removes the new table.",
  step: "writers",
  file: "write-path.ts",
  find: `    await versions.install({ logNumber, newFiles: [{ level: 0, file }] });
    pending.delete(number);`,
  replace: `    pending.delete(number);
    await versions.install({ logNumber, newFiles: [{ level: 0, file }] });`,
} satisfies Mutant;
