import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "checkQuorum counts only answers to the latest round",
  story:
    "Where many read, each turn begins a round, and every answer is to one before it. All followers are there and " +
    "answer everything, and the leader steps down, two election timeouts after each election, for as long as the " +
    "load lasts.",
  step: "storm",
  file: "leadership.ts",
  find: `    progress.isActive = true;
`,
  replace: `    progress.isActive ||= reply.round === this.#round;
`,
} satisfies Mutant;
