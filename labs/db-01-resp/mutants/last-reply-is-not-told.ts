import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "onLateReply is not called when the late reply was the last",
  story:
    "A finished connection needs nobody's attention, so it stays silent. Its last reply is " +
    "still in the output, and the owner waits to be told: the client gets neither the reply " +
    "nor the end.",
  step: "pipelines",
  file: "connection.ts",
  find: "      this.#onLateReply();",
  replace: "      if (!this.#finished) this.#onLateReply();",
} satisfies Mutant;
