import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "nobody is written while a truncation is under way",
  story:
    "One change at a time seemed safe. Ten thousand old segments were removed, each with " +
    "a sync of the directory, and no append was written until the last was gone.",
  step: "segments",
  file: "log.ts",
  find: `      try {
        this.#disk.remove(this.#segments[0]!.path);
        this.#segments.shift();
        await this.#disk.syncDirectory(this.#directory);
`,
  replace: `      try {
        this.#disk.remove(this.#segments[0]!.path);
        this.#segments.shift();
        const isBusy = this.#isTakingTurns;
        this.#isTakingTurns = true;
        await this.#disk.syncDirectory(this.#directory);
        if (!isBusy) void this.#takeTurns();
`,
} satisfies Mutant;
