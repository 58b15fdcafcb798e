import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a flush's edit names the table, and not the log from which on writes are not in tables",
  story:
    "The log is never obsolete, so it is never removed, and every opening replays it into one more table.",
  step: "recovery",
  file: "write-path.ts",
  find: "await versions.install({ logNumber, newFiles: [{ level: 0, file }] });",
  replace:
    "await versions.install({ newFiles: [{ level: 0, file }], ...(logNumber < 0 && { logNumber }) });",
} satisfies Mutant;
