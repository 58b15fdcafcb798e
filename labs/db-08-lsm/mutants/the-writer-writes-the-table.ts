import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the write that finds the memtable full waits for its table",
  story:
    "One write in fifty thousand takes a second. It was LevelDB's reason for the second memtable.",
  step: "writers",
  file: "write-path.ts",
  find: `      else await this.#rotate();
    }`,
  replace: `      else {
        await this.#rotate();
        await this.#flushed;
      }
    }`,
} satisfies Mutant;
