import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each read begins a round of its own",
  story: "Right, and 64 times as many messages as are needed for 64 reads of one moment.",
  step: "clients",
  file: "leadership.ts",
  find: "      this.#isRoundSent = false;\n",
  replace: "",
} satisfies Mutant;
