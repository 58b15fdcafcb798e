import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the interval is not told of a record that had to wait for room",
  story:
    "There are two ways to be written, and one of them did not begin an interval. The " +
    "last record of each burst was durable when the next burst came.",
  step: "segments",
  file: "log.ts",
  find: `          if (this.#mustWait()) await this.#commit();
          this.#write(turn.record);
`,
  replace: `          if (this.#mustWait()) {
            await this.#commit();
            this.#active.append(encodeRecord(turn.record, this.#active.size));
            this.#written += 1;
          } else this.#write(turn.record);
`,
} satisfies Mutant;
