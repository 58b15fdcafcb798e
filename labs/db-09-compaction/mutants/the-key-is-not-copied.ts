import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last user key is kept as it came",
  story:
    "It is a view of a block or a buffer, which the next entry overwrites: every key is the " +
    "same as the one before.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "      this.#userKey = Uint8Array.from(userKey);",
  replace: "      this.#userKey = userKey;",
} satisfies Mutant;
