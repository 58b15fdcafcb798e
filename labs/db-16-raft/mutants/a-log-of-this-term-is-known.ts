import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a leader whose log ends in its term takes its commit index for the cluster's",
  story:
    "What counts is that an entry of its own term is committed. It has one in its log from the first moment, and its commit " +
    "index may be years old: a read sees less than was answered (etcd-io/etcd #7331 is of this kind).",
  step: "clients",
  file: "leadership.ts",
  find: "const isKnown = this.#log.termAt(commitIndex) === this.#options.term;",
  replace: "const isKnown = this.#log.lastTerm === this.#options.term && commitIndex > 0;",
} satisfies Mutant;
