import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "checkQuorum never forgets whom it has heard",
  story:
    "The flags are set by every answer, and nobody takes them back: a leader that was heard once leads for ever, cut " +
    "off, and its clients wait.",
  step: "storm",
  file: "leadership.ts",
  find: "    for (const progress of this.#progress.values()) progress.isActive = false;\n",
  replace: "",
} satisfies Mutant;
