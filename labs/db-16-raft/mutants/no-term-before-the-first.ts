import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "before the first entry there is no term",
  story:
    "Then an empty log fits behind nothing, and its candidate has no last term to tell. Index " +
    "0 has term 0 (Raft Figure 2).",
  step: "roles",
  file: "log.ts",
  find: "return index === 0 ? 0 : this.#entries[index - 1]?.term;",
  replace: "return this.#entries[index - 1]?.term;",
} satisfies Mutant;
