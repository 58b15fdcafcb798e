import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "behind the first fault no data block is looked at",
  story:
    "A report of one damaged block, where there are forty: the disk is dying, and the report says otherwise.",
  step: "damage",
  file: "check-table.ts",
  find: "        this.#dataBlock(handle, key);",
  replace: "        if (this.faults.length === 0) this.#dataBlock(handle, key);",
} satisfies Mutant;
