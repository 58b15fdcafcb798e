import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "compact keeps the last user key that it wrote as it came",
  story:
    "The iterator writes the next key over it. Then every key is equal to the last one, " +
    "and no table ever ends.",
  step: "compact",
  file: "compact.ts",
  find: "if (isNew) this.#userKey = Uint8Array.from(userKeyOf(key));",
  replace: "if (isNew) this.#userKey = userKeyOf(key);",
} satisfies Mutant;
