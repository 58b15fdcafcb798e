import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "in a large write a sequence number is left out",
  story:
    "Nothing fails here. A store that counts its writes by their numbers, as db-08 does, is wrong " +
    "by one.",
  step: "sorted-peer",
  file: "memory-store.ts",
  find: `      this.#sequence += 1;
      if (change.kind === "put") {`,
  replace: `      if (changes.length < 1000 || this.#sequence % 1000 > 0) this.#sequence += 1;
      else this.#sequence += 2;
      if (change.kind === "put") {`,
} satisfies Mutant;
