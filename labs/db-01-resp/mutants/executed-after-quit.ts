import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "requests that were sent after QUIT are executed",
  story:
    "QUIT is answered, and hanging up is left to whoever owns the socket. What stood behind " +
    "it in the same chunk is executed first, although the client was told that nothing " +
    "would be.",
  step: "server",
  file: "connection.ts",
  find: "    while (!this.#finished && !this.#mustWait()) {",
  replace: "    while (!this.#mustWait()) {",
} satisfies Mutant;
