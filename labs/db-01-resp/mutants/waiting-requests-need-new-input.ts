import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "requests that wait for room are executed only when more bytes come",
  story:
    "Execution stands in receive, and taking the output only empties it. The client has " +
    "sent all and waits for its replies; the server waits for bytes. Both wait for ever, " +
    "and only in pipelines longer than the mark.",
  step: "pipelines",
  file: "connection.ts",
  find: ["    const bytes = this.#output.take();", "    this.#run();"].join("\n"),
  replace: "    const bytes = this.#output.take();",
} satisfies Mutant;
