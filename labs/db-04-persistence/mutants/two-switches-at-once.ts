import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a switch may begin during another one",
  story: "Nothing calls it twice, today. What the first one holds is forgotten with its array.",
  step: "hybrid",
  file: "increment-log.ts",
  find: '    assert(this.#held === undefined, "one switch at a time");\n',
  replace: '    assert(start !== undefined, "an increment");\n',
} satisfies Mutant;
