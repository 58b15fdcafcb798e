import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "entries that are there already are cut off and appended again, with all behind them gone",
  story:
    "An old Append, which comes late, takes back what was confirmed since. the MIT 6.824 " +
    '"Students\' Guide to Raft" (Gjengset, 2016): "if" is to be taken seriously. ' +
    "hashicorp/raft did so until its pull request 113, which Ongaro wrote.",
  step: "replication",
  file: "node.ts",
  find: ["    if (this.#log.termAt(index) === term) return;", ""].join("\n"),
  replace: "",
} satisfies Mutant;
