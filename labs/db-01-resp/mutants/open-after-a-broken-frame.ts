import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the connection stays open after the client broke the protocol",
  story:
    "An error is a reply like any other, and the connection goes on. Not this one: nobody " +
    "knows where the next frame begins, and whatever is sent is answered with the same " +
    "error again.",
  step: "errors",
  file: "connection.ts",
  find: ["      this.session.closing = true;", "      this.#answer(protocolFailure(error));"].join(
    "\n",
  ),
  replace: "      this.#answer(protocolFailure(error));",
} satisfies Mutant;
