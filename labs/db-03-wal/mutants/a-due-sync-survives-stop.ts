import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that is due is begun after stop",
  story:
    "The timer is called off, and the loop that begins what is due while a sync is under way goes on. " +
    "The owner has closed the file by then: a sync of a closed file.",
  step: "durable",
  file: "interval-sync.ts",
  find: "while (this.#isDue && !this.#isStopped) {",
  replace: "while (this.#isDue) {",
} satisfies Mutant;
