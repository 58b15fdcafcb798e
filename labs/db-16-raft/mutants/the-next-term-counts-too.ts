import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where a majority has an entry of the term, all is committed that any follower has",
  story:
    'The rule is read as "a majority, and an entry of this term": both hold, of two different ' +
    "entries. The entry that is counted must be of the term (Raft §5.4.2).",
  step: "commitment",
  file: "leadership.ts",
  find: "const index = committedIndex([this.#log.lastIndex, ...matches], this.#log, this.#options.term);",
  replace: [
    "const own = committedIndex([this.#log.lastIndex, ...matches], this.#log, this.#options.term);",
    "    const most = Math.max(0, ...matches);",
    "    const index = own > 0 ? most : own;",
  ].join("\n"),
} satisfies Mutant;
