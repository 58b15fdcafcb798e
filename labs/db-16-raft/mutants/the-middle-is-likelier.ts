import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the timeout is the sum of two draws",
  story:
    "Like two dice: every length occurs, the average is right, and those in the middle are three times as likely. Two machines lose patience in the same tick more often, and votes are split.",
  step: "roles",
  file: "node.ts",
  find: "this.#timeout = electionTicks + random.below(electionTicks);",
  replace: [
    "const half = Math.floor(electionTicks / 2);",
    "    this.#timeout = electionTicks + random.below(half + 1) + random.below(electionTicks - half);",
  ].join("\n"),
} satisfies Mutant;
