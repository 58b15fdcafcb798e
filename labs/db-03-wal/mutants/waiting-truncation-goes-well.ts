import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title:
    "a truncation that waits, and finds nothing to remove, resolves although the log has failed",
  story:
    "The failure is looked at where something is removed. Who asked for the removal of " +
    "what is gone already is told that it is gone for certain; the sync that would make " +
    "it so has failed.",
  step: "segments",
  file: "log.ts",
  find: `    if (this.failure !== undefined) throw this.failure;
    while (this.#segments[1]`,
  replace: "    while (this.#segments[1]",
} satisfies Mutant;
