import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a request decoder that failed throws an equal error, and not the same",
  story:
    "The code and the message are kept, since that is all that a caller needs, and each call " +
    "makes an error of them. Its stack is that of the later call: where the bytes went wrong " +
    "is told nowhere. And a caller that remembers which error it has reported reports it " +
    "again and again.",
  step: "server",
  file: "request.ts",
  find: "    if (this.#failure !== undefined) throw this.#failure;",
  replace: [
    "    if (this.#failure !== undefined) {",
    "      const { code, message } = this.#failure;",
    '      throw new ProtocolError(code, message.replace("Protocol error: ", ""));',
    "    }",
  ].join("\n"),
} satisfies Mutant;
