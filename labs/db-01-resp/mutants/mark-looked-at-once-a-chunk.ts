import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the mark is looked at before a chunk's requests and not between them",
  story:
    "Pausing is a matter of reading, so it is decided when a chunk is read. One chunk holds " +
    "ten thousand requests of seven bytes, and each may have a reply of a megabyte.",
  step: "pipelines",
  file: "connection.ts",
  find: "    while (!this.#finished && !this.#mustWait()) {",
  replace: [
    "    if (this.#mustWait()) return;",
    "    while (!this.#finished && !this.#awaitsReply) {",
  ].join("\n"),
} satisfies Mutant;
