import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a write during the sync begins no interval",
  story:
    "The timer counts as running until its sync has ended. What is written meanwhile is " +
    "not in that sync, finds a timer, and waits for the next write to be saved: on a " +
    "server that falls silent, for ever.",
  step: "durable",
  file: "interval-sync.ts",
  find: `    this.#callOff = undefined;
    this.#isDue = true;
    if (!this.#isSyncing) void this.#sync();`,
  replace: `    this.#isDue = true;
    void this.#sync().then(() => {
      this.#callOff = undefined;
    });`,
} satisfies Mutant;
