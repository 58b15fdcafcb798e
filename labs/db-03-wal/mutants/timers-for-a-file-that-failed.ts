import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after a write that failed, timers go on being made",
  story:
    "The failure of its own sync is known to the interval. That the file failed at " +
    "somebody else's hands it never asks, and wakes up each interval for nothing.",
  step: "durable",
  file: "interval-sync.ts",
  find: "if (this.#isStopped || this.#file.failure !== undefined) return;",
  replace: 'if (this.#isStopped || String(this.#file.failure?.cause).includes("sync")) return;',
} satisfies Mutant;
