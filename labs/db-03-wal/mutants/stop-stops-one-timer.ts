import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "stop calls off the timer, and the next write makes another",
  story:
    "The log has moved on to another file and closed this one. A late write's timer " +
    "fires, and syncs a file that is closed.",
  step: "durable",
  file: "interval-sync.ts",
  find: `    this.#isStopped = true;
`,
  replace: "",
} satisfies Mutant;
