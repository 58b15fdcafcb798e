import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "nobody is written while a sync is under way",
  story:
    "Under lazy an append is a write to memory. Once a minute somebody called sync, and " +
    "all appends waited for the device.",
  step: "segments",
  file: "log.ts",
  find: `    this.#check();
    await this.#syncAll();
`,
  replace: `    this.#check();
    await this.#turn();
    this.#isTakingTurns = true;
    try {
      await this.#commit();
    } finally {
      await this.#takeTurns();
    }
`,
} satisfies Mutant;
