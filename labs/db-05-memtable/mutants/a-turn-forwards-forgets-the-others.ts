import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a step forwards after one back moves the run on top, and asks no other",
  story: "The turn to the other side was thought of, since seeks end there; the turn back was not.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `    for (const run of this.#runs) if (run !== top) run.iterator.seek(top.key);
`,
  replace: "",
} satisfies Mutant;
