import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a log is made though the store has failed while the one before was synced",
  story: "Between two awaits the world ends, and the second one does not know.",
  step: "writers",
  file: "write-path.ts",
  find: `    await full.sync();
    this.#state.check();
`,
  replace: `    await full.sync();
`,
} satisfies Mutant;
