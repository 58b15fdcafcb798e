import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block's first key is not held against the block before",
  story:
    "Within a block the builder looks. A merge with a fault at just this place makes a table in which keys cannot be found.",
  step: "table-writer",
  file: "table-writer.ts",
  find: '      assert(compareInternalKeys(this.#last, internalKey) < 0, "keys of a table rise");\n',
  replace: "",
} satisfies Mutant;
