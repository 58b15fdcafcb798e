import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what waited for a late reply is executed at once, whatever the mark",
  story:
    "The loop that heeds the mark stands where bytes arrive. Late replies came afterwards, " +
    "with a loop of their own: all that waited has its turn now. A client sends one slow " +
    "command and ten thousand others behind it, and the replies to all of them are made " +
    "before one is taken.",
  step: "pipelines",
  file: "connection.ts",
  find: ["      this.#run();", "      this.#onLateReply();"].join("\n"),
  replace: [
    "      while (!this.#finished && !this.#awaitsReply) {",
    "        const request = this.#nextRequest();",
    "        if (request === undefined) break;",
    "        const next = execute(this.#commands, this.session, request);",
    "        if (next instanceof Promise) this.#answerLater(next);",
    "        else this.#answer(next);",
    "      }",
    "      this.#run();",
    "      this.#onLateReply();",
  ].join("\n"),
} satisfies Mutant;
