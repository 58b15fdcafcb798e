import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "during a rehash delete looks in the new table only",
  story:
    "New entries go there, so entries seem to live there. One that has not moved yet " +
    "survives its delete, answers that it was not there, and is back for good when the " +
    "rehash comes by. In production: a session that logging out does not end, when the " +
    "table happened to be growing.",
  step: "dict",
  file: "dict.ts",
  find: [
    "    if (!remove(this.#table, hash, key) && !(this.#next && remove(this.#next, hash, key))) {",
    "      return false;",
    "    }",
  ].join("\n"),
  replace: "    if (!remove(this.#next ?? this.#table, hash, key)) return false;",
} satisfies Mutant;
