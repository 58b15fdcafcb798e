import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an entry that is there is taken for the leader's",
  story:
    "The term is compared before the entries, and not at them: what a former leader left " +
    "stays for ever (Figure 2, AppendEntries 3).",
  step: "replication",
  file: "node.ts",
  find: "if (this.#log.termAt(index) === term) return;",
  replace: "if (this.#log.termAt(index) !== undefined) return;",
} satisfies Mutant;
