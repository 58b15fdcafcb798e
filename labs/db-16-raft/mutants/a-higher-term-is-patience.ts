import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "whoever learns of a higher term begins to wait anew",
  story:
    "A machine with an old log, which nobody elects, keeps all others waiting by its " +
    'questions. the MIT 6.824 "Students\' Guide to Raft" (Gjengset, 2016): the timer is ' +
    "restarted in three cases, and this is none of them.",
  step: "roles",
  file: "node.ts",
  find: "if (this.#leadership === undefined) return;",
  replace: [
    "if (this.#leadership === undefined) {",
    "      this.#restartTimer();",
    "      return;",
    "    }",
  ].join("\n"),
} satisfies Mutant;
