import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "entries yields the iterator's own memory",
  story: "An array of all entries has the last key in every place, backwards at least.",
  step: "iterators",
  file: "store.ts",
  find: "      yield [copies.of(at.key), copies.of(at.value)];",
  replace: "      yield [at.key, at.value];",
} satisfies Mutant;
