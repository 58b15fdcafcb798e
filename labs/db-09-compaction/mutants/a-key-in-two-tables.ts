import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table ends where it is long, in the middle of a user key",
  story:
    "The newer versions go down without the older ones, or the older ones stay: boundaries " +
    "must be looked for, and are forgotten.",
  step: "compact",
  file: "compact.ts",
  find: "    if (this.#output === undefined || !isNew) return false;",
  replace: "    if (this.#output === undefined) return false;",
} satisfies Mutant;
