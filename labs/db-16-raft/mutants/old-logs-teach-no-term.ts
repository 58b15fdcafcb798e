import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a higher term is not taken over from a candidate whose log is older",
  story:
    'The handler returns at "refused" before it looks at the term. A review of NebulaGraph\'s ' +
    "pull request 3415 stopped it there. The candidate's term runs away from all others, and " +
    "it is never heard.",
  step: "elections",
  file: "node.ts",
  find: "if (message.term > this.#term) this.#follow(message.term, undefined);",
  replace: [
    "const isOlder =",
    '      message.kind === "request-vote" && message.lastLogTerm < this.#log.lastTerm;',
    "    if (message.term > this.#term && !isOlder) this.#follow(message.term, undefined);",
  ].join("\n"),
} satisfies Mutant;
