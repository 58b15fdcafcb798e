import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a late reply that has no encoding ends the process",
  story:
    "Replacing what cannot be sent was written for the path that everything took, and late " +
    "replies got a path of their own. There the EncodeError is thrown inside a then, where " +
    "nobody catches it: an unhandled rejection.",
  step: "errors",
  file: "connection.ts",
  find: ["      this.#awaitsReply = false;", "      this.#answer(value);"].join("\n"),
  replace: [
    "      this.#awaitsReply = false;",
    "      writeValue(this.#output, value, this.session.protocol);",
    "      this.#finished = this.session.closing;",
  ].join("\n"),
} satisfies Mutant;
