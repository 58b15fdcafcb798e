import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a candidate tells its own term for that of its last entry",
  story:
    "Both are called term. Every candidate is then as good as any other, and what was " +
    "committed is lost (Raft §5.4.1).",
  step: "roles",
  file: "node.ts",
  find: "const { lastIndex: lastLogIndex, lastTerm: lastLogTerm } = this.#log;",
  replace: [
    "const { lastIndex: lastLogIndex } = this.#log;",
    "    const lastLogTerm = this.#term;",
  ].join("\n"),
} satisfies Mutant;
