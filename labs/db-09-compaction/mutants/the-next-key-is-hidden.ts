import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a new user key goes on where the last one was",
  story: "The newest entry of the next key is hidden by the last key's.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "    if (this.#userKey.isOther(internalKey)) this.#newer = Number.POSITIVE_INFINITY;\n",
  replace: "",
} satisfies Mutant;
