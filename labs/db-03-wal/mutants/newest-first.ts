import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "truncateBefore removes the newest of the old segments first",
  story:
    "Walking an array from its end is how one removes while walking. A crash in the " +
    "middle leaves the oldest ones and a gap behind them, and the log does not open " +
    "again.",
  step: "segments",
  file: "log.ts",
  find: `        this.#disk.remove(this.#segments[0]!.path);
        this.#segments.shift();`,
  replace: `        const behind = this.#segments.findIndex(({ firstIndex }) => firstIndex > index);
        const last = (behind === -1 ? this.#segments.length : behind) - 2;
        this.#disk.remove(this.#segments[last]!.path);
        this.#segments.splice(last, 1);`,
} satisfies Mutant;
