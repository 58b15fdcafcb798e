import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each look at a key reads the clock",
  story:
    "The clock is at hand, and its time is the most exact. A command that looks twice at " +
    "one key may find it the first time and not the second; Redis caches the time per " +
    "command for this reason.",
  step: "expiry",
  file: "keyspace.ts",
  find: "!isDead(entry.deadline, this.#now)",
  replace: "!isDead(entry.deadline, this.clock.now())",
} satisfies Mutant;
