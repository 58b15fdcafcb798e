import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each turn calls the next one",
  story:
    "It was elegant, and there were never more than a hundred appends that waited. Then " +
    "the disk was slow for a second, twelve thousand waited, and a healthy log failed for " +
    "good.",
  step: "segments",
  file: "log.ts",
  find: `      for (const turn of this.#turns) {
        if (turn.record !== undefined) {
          if (this.#mustRotate()) await this.#rotate();
          if (this.#mustWait()) await this.#commit();
          this.#write(turn.record);
        }
        this.#turns.delete(turn);
        turn.resolve();
      }
`,
  replace: `      const drain = (): void => {
        const [turn] = this.#turns;
        if (turn === undefined) return;
        if (turn.record !== undefined) {
          if (this.#mustRotate() || this.#mustWait()) return;
          this.#write(turn.record);
        }
        this.#turns.delete(turn);
        turn.resolve();
        drain();
      };
      while (this.#turns.size > 0) {
        const [turn] = this.#turns;
        if (turn?.record !== undefined && this.#mustRotate()) await this.#rotate();
        if (turn?.record !== undefined && this.#mustWait()) await this.#commit();
        drain();
      }
`,
} satisfies Mutant;
