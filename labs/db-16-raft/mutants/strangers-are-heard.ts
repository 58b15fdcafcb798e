import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "messages are taken from machines that do not belong to the cluster",
  story:
    "A machine that was taken out, or one of a test cluster with the same port, drives up the " +
    "term and unseats the leader (the thesis §4.2.3).",
  step: "roles",
  file: "node.ts",
  find: "if (message.to !== this.id || !this.#others.includes(message.from)) return;",
  replace: "if (message.to !== this.id) return;",
} satisfies Mutant;
