import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a machine waits one tick longer than it drew",
  story:
    "The interval is closed below and open above. etcd had it wrong in its comment, and was " +
    "corrected in the review of its pull request 4929; with > for >= the code has it wrong.",
  step: "roles",
  file: "node.ts",
  find: "if (this.#elapsed >= this.#timeout) this.#campaign();",
  replace: "if (this.#elapsed > this.#timeout) this.#campaign();",
} satisfies Mutant;
