import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "during a rehash the new table grows again when it is full",
  story:
    "While a table shrinks, new entries may fill the small one. Growing it at once seems " +
    "right, but there is room for one new table only, and the one that is thrown away has " +
    "entries in it.",
  step: "dict",
  file: "dict.ts",
  find: "    if (!this.isRehashing && this.#size >= this.#table.size)",
  replace: "    if (this.#size >= (this.#next ?? this.#table).size)",
} satisfies Mutant;
