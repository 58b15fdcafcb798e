import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "replies pile up while the client does not read",
  story:
    "There is no mark: whatever came is executed and every reply is kept. Redis does so for " +
    "ordinary clients, and for those that had not logged in it was CVE-2025-21605 (pull " +
    "request 13993): send, never read, and the server runs out of memory.",
  step: "pipelines",
  file: "connection.ts",
  find: "    while (!this.#finished && !this.#mustWait()) {",
  replace: "    while (!this.#finished && !this.#awaitsReply) {",
} satisfies Mutant;
