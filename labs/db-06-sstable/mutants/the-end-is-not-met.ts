import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what stands between the index and the footer is not noticed",
  story: "A table that was written over a longer one.",
  step: "damage",
  file: "check-table.ts",
  find: "      this.#cover({ offset: this.#end, size: 0 });\n",
  replace: "",
} satisfies Mutant;
