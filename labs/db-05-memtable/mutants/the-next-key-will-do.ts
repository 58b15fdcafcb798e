import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key that is not there has the value of the one behind it",
  story:
    "A seek comes to the first entry that is not before the target, and somebody has to ask whose " +
    "entry that is.",
  step: "memtable",
  file: "memtable.ts",
  find: `    if (!this.#arena.hasSameUserKey(entry, lookup)) return undefined;
`,
  replace: "",
} satisfies Mutant;
