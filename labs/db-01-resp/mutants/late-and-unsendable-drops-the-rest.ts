import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a late reply that has no encoding takes with it the replies before it",
  story:
    "While a reply is awaited the owner takes all output, so a late one begins at offset 0: " +
    "true of every test, and not of a client that reads slowly. What was broken is cut off " +
    "from there on, and with it go replies of requests that were answered long before.",
  step: "errors",
  file: "connection.ts",
  find: ["      this.#awaitsReply = false;", "      this.#answer(value);"].join("\n"),
  replace: [
    "      this.#awaitsReply = false;",
    "      try {",
    "        writeValue(this.#output, value, this.session.protocol);",
    "        this.#finished = this.session.closing;",
    "      } catch (error) {",
    "        if (!(error instanceof EncodeError)) throw error;",
    "        this.#output.truncate(0);",
    '        this.#answer(simpleError("ERR internal error"));',
    "      }",
  ].join("\n"),
} satisfies Mutant;
