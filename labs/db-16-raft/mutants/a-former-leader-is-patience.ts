import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an Append of a lower term restarts the timer",
  story:
    "A leader that does not know that it is deposed keeps others from electing one. miniraft- " +
    "cpp, issue 28.",
  step: "replication",
  file: "node.ts",
  find: ["      this.#follow(term, from);", "      this.#restartTimer();", "    }"].join("\n"),
  replace: ["      this.#follow(term, from);", "    }", "    this.#restartTimer();"].join("\n"),
} satisfies Mutant;
