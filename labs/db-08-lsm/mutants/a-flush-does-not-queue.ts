import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "flush does not wait for the writes that were called before it",
  story:
    "It begins at once, with the memtable as it is. The caller of write, then flush, finds its write in the log alone.",
  step: "writers",
  file: "write-path.ts",
  find: `    await this.#wait(undefined, false);
`,
  replace: `    await this.#beginFlush().catch((error) => { throw this.#failed(error); });
`,
} satisfies Mutant;
