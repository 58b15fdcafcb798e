import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a step back moves the run that is on top, and asks no other",
  story:
    "On the way forwards the other runs stand behind our key. The entry before it may be in one of " +
    "them, and nobody goes to look.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `    for (const run of this.#runs) if (run !== top) seekBefore(run.iterator, top.key);
`,
  replace: "",
} satisfies Mutant;
