import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a new leader appends no entry of its own",
  story:
    "It cannot commit what former leaders left until a client comes (Raft §8; raftscope, pull " +
    "request 15, where a user took it for a bug of the commit rule and removed that).",
  step: "elections",
  file: "node.ts",
  find: [
    '    this.#leadership.append({ kind: "no-op", index: this.#log.lastIndex + 1, term: this.#term });',
    "",
  ].join("\n"),
  replace: "",
} satisfies Mutant;
