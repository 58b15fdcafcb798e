import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "sync does not wait for records that are not written yet",
  story:
    "It syncs the file. The records that wait for room are not in it, and the caller who " +
    "appended them, and then synced, takes them for safe.",
  step: "segments",
  file: "log.ts",
  find: `    await this.#turn();
    await this.#commit();`,
  replace: "    await this.#commit();",
} satisfies Mutant;
