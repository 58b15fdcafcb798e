import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "idle waits for writes and flushes alone",
  story: "The benchmark measures a store that is still merging.",
  step: "writers",
  file: "store.ts",
  find: `      await this.#background.idle();
`,
  replace: "",
} satisfies Mutant;
