import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "HELLO 3 is answered in RESP2",
  story:
    "The protocol is read from the session before the command runs, with everything else " +
    "that the request needs. The client switched when it sent HELLO and expects a map; " +
    "node-redis hangs up on an array.",
  step: "server",
  file: "connection.ts",
  find: [
    "      const reply = execute(this.#commands, this.session, request);",
    "      if (reply instanceof Promise) this.#answerLater(reply);",
    "      else this.#answer(reply);",
  ].join("\n"),
  replace: [
    "      const { protocol } = this.session;",
    "      const reply = execute(this.#commands, this.session, request);",
    "      const protocolAfter = this.session.protocol;",
    "      this.session.protocol = protocol;",
    "      if (reply instanceof Promise) this.#answerLater(reply);",
    "      else this.#answer(reply);",
    "      this.session.protocol = protocolAfter;",
  ].join("\n"),
} satisfies Mutant;
