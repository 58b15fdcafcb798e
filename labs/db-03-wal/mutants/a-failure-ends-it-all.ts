import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after a sync that failed no other begins",
  story:
    "The line that lets the next one begin stands behind an await that threw. Nothing " +
    "rejects and nothing resolves: the server hangs, and its log says that the disk had " +
    "one bad sync an hour ago.",
  step: "group-commit",
  file: "group-commit.ts",
  find: `    try {
      await this.#sync();
    } finally {
      ended();
    }`,
  replace: `    await this.#sync();
    ended();`,
} satisfies Mutant;
