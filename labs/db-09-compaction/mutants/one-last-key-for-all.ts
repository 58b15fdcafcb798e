import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last user key is remembered for all merges at once",
  story:
    "Two stores in one process compact at the same time, each between the other's " +
    "entries: what is hidden stays, and what was deleted comes back.",
  step: "dropping",
  file: "drop-rule.ts",
  find: `  /**
   * The user key of the last entry; a copy.
   * @solution
   */
  #userKey: Uint8Array | undefined;`,
  replace: `  static #last: Uint8Array | undefined;
  get #userKey(): Uint8Array | undefined {
    return DropRule.#last;
  }
  set #userKey(key: Uint8Array | undefined) {
    DropRule.#last = key;
  }`,
} satisfies Mutant;
