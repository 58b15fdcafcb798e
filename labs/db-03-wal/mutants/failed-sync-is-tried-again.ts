import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that failed is asked for once more",
  story:
    "Disks have bad moments, so one more try is kind. It succeeds: the kernel has marked " +
    "the pages clean that it could not write, and there is nothing left to do. PostgreSQL " +
    "did this for twenty years, and lost data to it.",
  step: "durable",
  file: "durable-file.ts",
  find: `    try {
      await this.#file.sync();
    } catch (error) {
      throw this.#fail(error);
    }
    if`,
  replace: `    try {
      await this.#file.sync().catch(() => this.#file.sync());
    } catch (error) {
      throw this.#fail(error);
    }
    if`,
} satisfies Mutant;
