import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a store that was closed still reads from memory",
  story:
    "What is in memory is there as long as somebody holds it. The next process writes " +
    "meanwhile, and this one answers with what was.",
  step: "point-reads",
  file: "store.ts",
  find: `  get(key: Uint8Array, { snapshot }: ReadOptions = {}): Uint8Array | undefined {
    this.#check();
`,
  replace: `  get(key: Uint8Array, { snapshot }: ReadOptions = {}): Uint8Array | undefined {
`,
} satisfies Mutant;
