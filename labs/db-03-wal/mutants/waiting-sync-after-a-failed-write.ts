import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that waits when a write fails goes to the disk all the same",
  story:
    "Where a sync fails, those behind it are let down by the promise that they hang on, " +
    "and so it was thought of. A failed write rejects nothing: their turn comes, the disk " +
    "says yes, and durableBytes moves after the failure.",
  step: "durable",
  file: "durable-file.ts",
  find: `    this.#check();
    const end = this.#size;
    try {
      await this.#file.sync();
    } catch (error) {
      throw this.#fail(error);
    }
    if (this.#failure !== undefined) throw this.#failure;
`,
  replace: `    const before = this.#failure;
    if (this.#isClosed || String(before?.cause).includes("sync")) this.#check();
    const end = this.#size;
    try {
      await this.#file.sync();
    } catch (error) {
      throw this.#fail(error);
    }
    if (this.#failure !== before) throw this.#failure;
`,
} satisfies Mutant;
