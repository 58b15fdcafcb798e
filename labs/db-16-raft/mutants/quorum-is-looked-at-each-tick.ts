import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "checkQuorum looks at every tick",
  story:
    "Whoever has not answered within one tick is gone: a leader lasts as long as the network is quick.",
  step: "storm",
  file: "leadership.ts",
  find: "    if (this.#sinceCheck < this.#options.electionTicks) return true;\n",
  replace: "",
} satisfies Mutant;
