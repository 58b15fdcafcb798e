import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "at every tick the time that has passed is compared with a new timeout",
  story:
    "The lowest of many draws counts, so that most machines lose patience early and together. " +
    "etcd did so until its issue 4887, which Ongaro wrote.",
  step: "roles",
  file: "node.ts",
  find: "if (this.#elapsed >= this.#timeout) this.#campaign();",
  replace: [
    "const { electionTicks, random } = this.#options;",
    "    if (this.#elapsed >= electionTicks + random.below(electionTicks)) this.#campaign();",
  ].join("\n"),
} satisfies Mutant;
