import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what a client sends after QUIT is kept for ever",
  story:
    "Nothing is executed after the end, since the loop looks whether the connection is " +
    "finished. The bytes are appended before the loop. A client that goes on sending fills " +
    "the memory of a connection that will never read them.",
  step: "server",
  file: "connection.ts",
  find: "    if (this.#finished) return true;",
  replace: "",
} satisfies Mutant;
