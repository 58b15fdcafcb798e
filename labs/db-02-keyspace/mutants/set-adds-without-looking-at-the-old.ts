import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "during a rehash set looks for the key in the new table only",
  story:
    "The key is in the old table, is not found in the new one, and is added there: twice in " +
    "the dict, counted twice, and after one delete the old value is back. A count that is " +
    "one too high is how it is noticed, months later.",
  step: "dict",
  file: "dict.ts",
  find: ["    const found = this.#find(hash, key);", "    if (found"].join("\n"),
  replace: ["    const found = find(this.#next ?? this.#table, hash, key);", "    if (found"].join(
    "\n",
  ),
} satisfies Mutant;
