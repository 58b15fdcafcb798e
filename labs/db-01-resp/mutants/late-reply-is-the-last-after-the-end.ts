import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after the client's end, a late reply that reaches the mark is taken for the last one",
  story:
    "The client has ended, its late reply is there, and the loop executes nothing more: so " +
    "all is answered. But the loop stopped for want of room. What the client asked behind " +
    "the slow command is dropped, if the reply was a large one.",
  step: "pipelines",
  file: "connection.ts",
  find: ["      this.#run();", "      this.#onLateReply();"].join("\n"),
  replace: [
    "      this.#run();",
    "      this.#finished ||= this.#inputEnded && !this.#awaitsReply;",
    "      this.#onLateReply();",
  ].join("\n"),
} satisfies Mutant;
