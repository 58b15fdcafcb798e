import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the compactor is not asked when the store is opened",
  story: "A store that is read for a month, and never written, keeps the forty tables that it had.",
  step: "writers",
  file: "store.ts",
  find: `    store.#background.wake();
`,
  replace: "",
} satisfies Mutant;
