import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deletion of what is not there writes nothing",
  story:
    "It saves a record. But a put of that key that waits for its sync is not seen yet, and outlives its deletion.",
  step: "recovery",
  file: "store.ts",
  find: "    return this.write(new WriteBatch().delete(key), options);",
  replace: `    if (this.#closed === undefined && this.failure === undefined && this.get(key) === undefined) return;
    return this.write(new WriteBatch().delete(key), options);`,
} satisfies Mutant;
