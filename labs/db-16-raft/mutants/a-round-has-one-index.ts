import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the reads of one round share the commit index of the first of them",
  story:
    "Between two reads of one turn an entry is committed: the second is told of an index without it. If that " +
    "entry is the leader's no-op, the second waits, with no index at all, until something else is committed.",
  step: "clients",
  file: "leadership.ts",
  find: `  read(id: number): void {
    if (this.#isRoundSent) {
      this.#round += 1;
      this.#isRoundSent = false;
      for (const to of this.#progress.keys()) this.#sendAppend(to);
    }
    const commitIndex = this.#options.commitIndex();
`,
  replace: `  #roundIndex = 0;

  read(id: number): void {
    if (this.#isRoundSent) {
      this.#round += 1;
      this.#isRoundSent = false;
      this.#roundIndex = this.#options.commitIndex();
      for (const to of this.#progress.keys()) this.#sendAppend(to);
    }
    const commitIndex = this.#roundIndex;
`,
} satisfies Mutant;
