import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each reply has a sync of its own",
  story:
    "It is right, and on a laptop whose disk answers at once nobody sees it. With 64 " +
    "clients and a sync of 4 ms the last one waits a quarter of a second.",
  step: "fsync",
  file: "aof-file.ts",
  find: "this.#commits.commit()",
  replace: "this.#file.sync()",
} satisfies Mutant;
