import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the remembered answer is the inner machine's own bytes",
  story:
    "The state machine answers with a buffer that it uses again. Who asks twice gets an answer to somebody else's " +
    "question.",
  step: "clients",
  file: "sessions.ts",
  find: "const answer = Uint8Array.from(this.#inner.apply(command));",
  replace: "const answer = this.#inner.apply(command);",
} satisfies Mutant;
