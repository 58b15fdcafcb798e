import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last user key is remembered for all merges at once",
  story:
    "Two stores in one process compact at the same time, each between the other's " +
    "entries: what is hidden stays, and what was deleted comes back.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "  readonly #userKey = new LastUserKey();",
  replace: `  static readonly #last = new LastUserKey();
  readonly #userKey = DropRule.#last;`,
} satisfies Mutant;
