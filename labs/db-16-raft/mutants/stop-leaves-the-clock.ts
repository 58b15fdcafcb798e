import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "stop leaves the timer running",
  story: "It ticks a machine that has stopped, for as long as the process lives.",
  step: "persistence",
  file: "server.ts",
  find: `    this.#cancelTick();
    this`,
  replace: `    this`,
} satisfies Mutant;
