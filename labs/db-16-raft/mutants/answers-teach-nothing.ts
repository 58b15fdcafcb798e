import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a higher term is taken over from questions only",
  story:
    'Figure 2 says "RPC request or response". Whoever handles terms in the handlers of ' +
    "questions forgets the answers; a deposed leader is told by nothing else.",
  step: "roles",
  file: "node.ts",
  find: "if (message.term > this.#term) this.#follow(message.term, undefined);",
  replace: [
    'const isQuestion = message.kind === "request-vote" || message.kind === "append";',
    "    if (isQuestion && message.term > this.#term) this.#follow(message.term, undefined);",
  ].join("\n"),
} satisfies Mutant;
