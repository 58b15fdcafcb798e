import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "scan takes the old table for the smaller one",
  story:
    "Tables grow, as everybody knows. While one shrinks, the old table is the larger, and a " +
    "cursor that counts in it visits of the new table only what lies at the same number.",
  step: "scan",
  file: "dict.ts",
  find: [
    "    return next.size < this.#table.size",
    "      ? { small: next, large: this.#table }",
    "      : { small: this.#table, large: next };",
  ].join("\n"),
  replace: "    return { small: this.#table, large: next };",
} satisfies Mutant;
