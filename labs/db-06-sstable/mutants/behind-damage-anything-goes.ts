import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the separator of a block that cannot be read is held against nothing",
  story: "A second fault, of a block that is whole, hides behind the first.",
  step: "damage",
  file: "check-table.ts",
  find: `    this.#before = separator;
  }`,
  replace: `    if (block !== undefined) this.#before = separator;
  }`,
} satisfies Mutant;
