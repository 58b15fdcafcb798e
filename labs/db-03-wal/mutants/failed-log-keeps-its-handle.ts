import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "close of a log that has failed throws before it gives the handle back",
  story:
    "A server that opens its log again after a failure leaks a file each time, and after " +
    "some thousand of them cannot accept a connection.",
  step: "segments",
  file: "log.ts",
  find: `    try {
      await this.#truncated;
      await this.#syncAll();
    } finally {
      this.#interval?.stop();
      this.#active.close();
    }`,
  replace: `    await this.#truncated;
    await this.#syncAll();
    this.#interval?.stop();
    this.#active.close();`,
} satisfies Mutant;
