import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a command that closes the session late is answered, and the connection goes on",
  story:
    "Whether the session is to be closed is read when the command returns, and a command " +
    "that answers later has not decided by then. It sets closing before its promise is " +
    "fulfilled; nobody looks again, and the requests after it are executed.",
  step: "pipelines",
  file: "connection.ts",
  find: [
    "    this.#awaitsReply = true;",
    "    // No handler for a rejection: execute made every one a reply, except the bugs that must not be",
    "    // swallowed.",
    "    void reply.then((value) => {",
    "      this.#awaitsReply = false;",
    "      this.#answer(value);",
  ].join("\n"),
  replace: [
    "    this.#awaitsReply = true;",
    "    const { closing } = this.session;",
    "    // No handler for a rejection: execute made every one a reply, except the bugs that must not be",
    "    // swallowed.",
    "    void reply.then((value) => {",
    "      this.#awaitsReply = false;",
    "      this.#answer(value);",
    "      this.#finished = closing;",
  ].join("\n"),
} satisfies Mutant;
