import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a leader that is replaced forgets the reads that wait",
  story: "Who has asked is told nothing, and waits for ever; in the profile it is a leak.",
  step: "clients",
  file: "node.ts",
  find: "    this.#lostReads.push(...this.#leadership.end());\n",
  replace: "    this.#leadership.end();\n",
} satisfies Mutant;
