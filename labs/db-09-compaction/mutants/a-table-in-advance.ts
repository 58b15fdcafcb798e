import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the first table is made before the first entry is kept",
  story: "Where nothing is kept, an empty table is to be ended.",
  step: "compact",
  file: "compact.ts",
  find: `    try {
      for (source`,
  replace: `    try {
      this.#output = this.#host.newTable();
      this.#outputs.push(this.#output);
      for (source`,
} satisfies Mutant;
