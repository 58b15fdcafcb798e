import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "onLateReply is called before the requests that waited are executed",
  story:
    "The reply is there, so the owner is told; then the others have their turn. An owner " +
    "that takes the output once when it is told, as the docstring says it may, leaves their " +
    "replies lying until the client sends something.",
  step: "pipelines",
  file: "connection.ts",
  find: ["      this.#run();", "      this.#onLateReply();"].join("\n"),
  replace: ["      this.#onLateReply();", "      this.#run();"].join("\n"),
} satisfies Mutant;
