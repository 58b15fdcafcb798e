import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the levels are looked at before the flush has ended",
  story:
    "The newest table is not among those that are known, and keeps its deletions where it " +
    "was only moved.",
  step: "leveldb",
  file: "compact-range.ts",
  find: `  await store.flush();
  const { levels } = store.version;`,
  replace: `  const { levels } = store.version;
  await store.flush();`,
} satisfies Mutant;
