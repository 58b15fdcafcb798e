import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that has ended is taken to cover all that was appended meanwhile",
  story:
    "It noted how many records there were when it ended, not when it began. The next sync " +
    "had nothing to do, and the power cut took the record.",
  step: "segments",
  file: "log.ts",
  find: `    this.#check();
    await this.#syncAll();
`,
  replace: `    this.#check();
    const memory = this as { synced?: number };
    if (memory.synced === this.#nextIndex) return;
    await this.#syncAll();
    memory.synced = this.#nextIndex;
`,
} satisfies Mutant;
