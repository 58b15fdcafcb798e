import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a command that is proposed puts the next heartbeat off",
  story:
    "It need not go to all: whoever is awaited hears nothing. A leader under load is silent, " +
    "and is voted out of office just then.",
  step: "replication",
  file: "leadership.ts",
  find: ["    this.#log.append(entry);", ""].join("\n"),
  replace: ["    this.#log.append(entry);", "    this.#sinceHeartbeat = 0;", ""].join("\n"),
} satisfies Mutant;
